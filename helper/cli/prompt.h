/* Prompts on /dev/tty; a secret without echo. */
#ifndef HELPER_CLI_PROMPT_H
#define HELPER_CLI_PROMPT_H

#include <stdbool.h>

#include "helper/base/buf.h"

/* Whether stdin is a terminal. If not, the secret is its one line. */
bool prompt_there(void);

/* Read one line into *ret, whose maximum the caller has set, without the blanks
 * at its ends. `prompt` asks on /dev/tty; NULL reads all of stdin. `hidden`
 * turns echo off; it is on again even if a signal ends the run.
 * Returns 0, EX_SIGNAL + n if a signal should have ended the run
 * and did not, or EX_BAD_USAGE after a message: the line is empty
 * (fine for a prompt that is not hidden), too long or not plain UTF-8, stdin
 * has more than one, or input ends. */
int prompt_line(const char *prompt, bool hidden, struct buf *ret);

#endif
