/* Finds words in the place of RESOURCE that mean something else: verbs of other
 * tools, filters, files, pages of the portal. They are never sent to Port. */
#ifndef FILTER_CLI_MISTAKES_H
#define FILTER_CLI_MISTAKES_H

#include "filter/cli/get_options.h"

/* 0, or EX_BAD_USAGE after a message and, if the intent is clear, a hint with
 * the command that does it. */
int mistakes_check(const struct command_line *line);

#endif
