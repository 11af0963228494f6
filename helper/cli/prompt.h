/* Asking a person: prompts on /dev/tty, the secret without echo. */
#ifndef HELPER_CLI_PROMPT_H
#define HELPER_CLI_PROMPT_H

#include <stdbool.h>

#include "helper/base/buf.h"

/* Whether stdin is a terminal; else a secret is stdin's one line. */
bool prompt_there(void);

/* One line, without its end, into *ret (made by the caller with its maximum).
 * With `prompt` it is asked for on /dev/tty; NULL: it is all that stdin holds.
 * With `hidden` echo is off, and comes back whatever signal ends the run.
 * 0; an empty line is then the caller's default, and comes only where a prompt
 * without `hidden` asked for it. EX_BAD_USAGE after a message for any other
 * empty line, one that is too long or has a control byte inside, more than one
 * on stdin, or the end of input. */
int prompt_line(const char *prompt, bool hidden, struct buf *ret);

#endif
