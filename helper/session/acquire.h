/*
 * Gets the session its token: a cached one that will do, else a new one.
 *
 *  1. Port hands out the same token until it has expired. Asking early brings
 *     nothing new, so the cache remembers that Port was asked.
 *  2. A token with 30 s or less to live is waited out, and one second more:
 *     once, and without the lock.
 *  3. Of many callers one mints; the others wait for its lock and read the
 *     cache. Without a lock each of them mints.
 */
#ifndef HELPER_SESSION_ACQUIRE_H
#define HELPER_SESSION_ACQUIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/session/session.h"

/* What the caller needs of the token. */
struct acquire_need {
	int64_t min_ttl;    /* seconds; 0: any that has not expired */
	bool min_ttl_given; /* -t was given: an unknown life will not do */
	bool refresh;	    /* -R: pass over token variable and cache */
	bool may_sleep;	    /* the rest of a life may be waited out */
};

/* Get a token that meets the need. 0, or a code after a message. */
int acquire_token(struct session *s, const struct acquire_need *need);

/* What acquire_token would start from, without asking Port: the token at hand,
 * if there is one. 0 when it can be used, or there are credentials to get one;
 * else a code after a message. */
int acquire_offline(struct session *s);

/* Replace the token, which Port has just refused with a 401, `refused`: by one
 * that another process has cached meanwhile, else by a new one. Waits out the
 * last 30 s of the same one. When nothing can replace it: EX_REFUSED after a
 * message made of `refused`, and a hint. */
int acquire_renewed(struct session *s, const struct http_reply *refused);

#endif
