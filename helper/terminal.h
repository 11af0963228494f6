/* Asking a person: prompts on /dev/tty, the secret without echo. */
#ifndef HELPER_TERMINAL_H
#define HELPER_TERMINAL_H

#include <stdbool.h>

#include "helper/buf.h"

/* Whether stdin is a terminal; else a secret is stdin's one line. */
bool terminal_there(void);

/* One line, without its end, into *ret (made by the caller with its maximum).
 * With `hidden` echo is off, and comes back whatever signal ends the run.
 * `prompt` is NULL where stdin is no terminal. 0; EX_BAD_USAGE for an empty
 * or overlong line, a control byte inside, more than one line on a pipe, or
 * the end of input. */
int terminal_line(const char *prompt, bool hidden, struct buf *ret);

#endif
