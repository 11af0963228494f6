/* The forms in which port-token prints a token. */
#ifndef HELPER_CLI_FORMAT_H
#define HELPER_CLI_FORMAT_H

#include "helper/base/buf.h"
#include "helper/cli/command.h"
#include "helper/session/session.h"

/* Append the token in the requested form, except --curl's. 0, or a code after a
 * message. */
int format_token(const struct command *c, const struct session *s,
		 struct buf *ret);

#endif
