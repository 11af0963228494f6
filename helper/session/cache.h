/*
 * What a session stores in the keyring: its token, and a profile's secret. This
 * file decides whether a state of the keyring is an error, a warning or neither
 * (port-token(1), PORT_KEYRING).
 *
 * A cached token is used only for the same URL, id and SHA-256 of the secret; a
 * profile's token only for the URL that was given, if one was.
 *
 * `about` is for the messages of failures.
 */
#ifndef HELPER_SESSION_CACHE_H
#define HELPER_SESSION_CACHE_H

#include "helper/base/msg.h"

struct session;

/* Take the cached token with the longest life, and a profile's URL and id from
 * its item. If there is none the token is empty. Sets s->keeps. 0, or a code
 * after a message. */
int cache_token(struct session *s, struct subject about);

/* Read a profile's URL, id and secret, unless they are known. May prompt.
 * EX_NO_CREDENTIALS when there is no such profile. */
int cache_secret(struct session *s, struct subject about);

/* Cache the token. A failure is a warning. */
void cache_store(struct session *s);

/* Let one process at a time get a token for this identity. Release it with
 * lock_drop. */
int cache_lock(const struct session *s);

#endif
