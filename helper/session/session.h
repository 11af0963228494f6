/*
 * One run's dealings with Port: who we are, the token that says so, and how it
 * is found, minted, kept and renewed (port-token(1)).
 *
 *  1. Port hands out the same token until it has expired: asking early brings
 *     nothing, and what was asked in vain is remembered with the token.
 *  2. A remainder of 30 s or less is waited out, and one second more, once,
 *     with no lock held.
 *  3. Of many callers one mints, the others wait and read; a lock that does
 *     not come is done without.
 *  4. Nothing is loaded or asked before it is needed: no D-Bus and no libcurl
 *     for a token out of the environment, no libcurl for a kept one.
 */
#ifndef HELPER_SESSION_SESSION_H
#define HELPER_SESSION_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/client.h"
#include "helper/identity/identity.h"
#include "helper/keyring/keyring.h"
#include "helper/identity/environment.h"
#include "helper/identity/token.h"

enum { SESSION_WAIT_OUT = 30 }; /* seconds */

struct session {
	struct environment environment;
	struct identity who;
	struct token token;
	struct keyring *keyring; /* NULL until it is asked */
	bool keeps;		 /* it answered, and may keep a token */
	bool warned;		 /* that it did not */
	struct http *http;	 /* NULL until something is sent; the
				    mint and what follows share it */
};

/* What the caller needs of the token. */
struct session_need {
	int64_t min_ttl;    /* seconds; 0: any that has not expired */
	bool min_ttl_given; /* -t was given: an unknown life will not do */
	bool refresh;	    /* -R: pass over token variable and cache */
	bool may_sleep;	    /* the remainder may be waited out */
};

/* Settings and identity; nothing is asked yet. 0, or a code after a message
 * and a hint. Close it either way. */
int session_open(struct session *ret, const struct chosen *chosen);
/* The same for login and logout, which deal with a profile alone; `which`
 * variables count (settings.h). */
int session_open_profile(struct session *ret, const struct chosen *chosen,
			 unsigned which);
void session_close(struct session *s);

/* The connection pool, made on first use. NULL when memory is out. */
struct http *session_http(struct session *s);
struct keyring *session_keyring(struct session *s);

/* Put a token that meets the need into s->token, and what a profile's item
 * tells into s->who (its api_url above all). 0, or a code after a message. */
int session_token(struct session *s, const struct session_need *need);

/* What session_token would start from, without asking Port: the token at hand
 * into s->token, empty when there is none. 0 when it can be used, or
 * credentials to get one; else a code after a message. */
int session_look(struct session *s);

/* After Port answered 401, `refused`, to s->token: another one in its place,
 * from the keyring if a process was here first, else minted. The same token
 * back with 30 s or less to live is waited out. EX_REFUSED after a message
 * made of `refused`, and a hint, when nothing can renew it. */
int session_renew(struct session *s, const struct http_reply *refused);

/* The hint for when Port answered 401 to this identity. */
const char *session_refused_hint(const struct session *s);

#endif
