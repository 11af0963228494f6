/* Words in the place of RESOURCE that mean something else: verbs of other
 * tools, filters, files, pages of the portal. None of them is sent to Port. */
#ifndef FILTER_CLI_MISTAKES_H
#define FILTER_CLI_MISTAKES_H

#include "filter/cli/get_options.h"

/* 0, or EX_BAD_USAGE after a message and a hint: a command that does what was
 * meant, where that can be told. */
int mistakes_check(const struct command_line *line);

#endif
