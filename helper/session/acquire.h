/*
 * The search for a token that will do: the kept one, else what Port gives. How
 * it keeps Port from being asked in vain, or by all at once, session.h says.
 */
#ifndef HELPER_SESSION_ACQUIRE_H
#define HELPER_SESSION_ACQUIRE_H

#include "helper/session/session.h"

/* One search, with what was found out on the way. */
struct acquire {
	const struct session_need *need;
	const struct buf *refused; /* what Port did not take; else NULL */
	bool waited;
};

/* Whether s->token will do. */
bool acquire_met(const struct session *s, const struct acquire *h);

/* The best there is into s->token, its predecessor's last seconds waited out,
 * once, where that helps; *ret_met: it will do. 0, or a code after a
 * message. */
int acquire_token(struct session *s, struct acquire *h, bool *ret_met);

#endif
