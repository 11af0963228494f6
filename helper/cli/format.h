/* What port-token prints. Each appends to a buffer. */
#ifndef HELPER_CLI_FORMAT_H
#define HELPER_CLI_FORMAT_H

#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/cli/command.h"
#include "helper/session/session.h"

/* The session's token in a form, except --curl's (config.h). */
void format_token(enum command_form form, const struct session *s,
		  struct buf *ret);

/* The member `,"expires_at":N` of a JSON object; null: not known. */
void format_expiry(const struct token *t, struct buf *ret);

/* The time in `seconds` from now, in local time and relative: "2026-05-04
 * 17:24:18 CEST, in 2 h 13 min". Negative: "..., 5 min ago". */
void format_when(int64_t seconds, struct buf *ret);

#endif
