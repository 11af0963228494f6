/* What people type who know other tools, or forget a colon: the hint is the
 * command that does it here. */
#ifndef FILTER_CLI_MISTAKES_H
#define FILTER_CLI_MISTAKES_H

#include "filter/cli/get_options.h"

/* Finds words in the place of RESOURCE that mean something else: verbs of other
 * tools, filters, files, pages of the portal. They are never sent to Port. 0,
 * or EX_BAD_USAGE after a message and, if the intent is clear, a hint. */
int mistakes_check(const struct command_line *line);

#endif
