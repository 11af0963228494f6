/*
 * Gets a token that meets the need: a cached one, else a new one.
 *
 *  1. Port hands out the same token until it has expired. Asking early does not
 *     give a new one, so the cache stores that Port was asked.
 *  2. If a token has 30 s or less to live, wait until it has expired, and one
 *     second more, and ask once more. The lock is not held meanwhile.
 *  3. If many processes need a token, one mints; the others wait for the lock
 *     and read the cache. Without a lock each of them mints.
 */
#ifndef HELPER_SESSION_ACQUIRE_H
#define HELPER_SESSION_ACQUIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/session/session.h"

/* What the caller requires. */
struct acquire_need {
	long min_ttl;	    /* seconds; 0: any that has not expired */
	bool min_ttl_given; /* -t was given: refuse an unknown life */
	bool refresh;	    /* -R: ignore token variable and cache */
	bool may_sleep;	    /* may wait until the token expires */
};

/* Get a token that meets the need. 0, or a code after a message. */
int acquire_token(struct session *s, const struct acquire_need *need);

/* Load the identity's token without asking Port; leave it empty if there is
 * none. 0 when the token can be used, or there are credentials to get one; else
 * a code after a message. */
int acquire_offline(struct session *s);

/* Replace the token after a 401, `refused`: with one that another process has
 * cached meanwhile, else with a new one. If Port hands out the same one, and it
 * expires within 30 s, wait and ask again. EX_REFUSED after a message made of
 * `refused`, and a hint, if nothing can replace it. `about` is the request, for
 * the messages of failures. */
int acquire_renewed(struct session *s, const struct http_reply *refused,
		    struct subject about);

#endif
