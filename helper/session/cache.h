/*
 * What a session keeps in the keyring: its token, and a profile's secret. Here
 * is decided which states of the keyring are failures, warnings or nothing at
 * all (port-token(1), PORT_KEYRING).
 *
 * A cached token counts only for the same URL, id and SHA-256 of the secret; a
 * profile's only for the URL that was given, if one was.
 */
#ifndef HELPER_SESSION_CACHE_H
#define HELPER_SESSION_CACHE_H

struct session;

/* Take the cached token with the longest life, and learn a profile's URL and id
 * from its item; without one the token at hand is empty. Sets s->keeps. 0, or a
 * code after a message. */
int cache_token(struct session *s);

/* Learn a profile's URL, id and secret, unless they are known. May prompt.
 * EX_NO_CREDENTIALS when there is no such profile. */
int cache_secret(struct session *s);

/* Keep the token at hand. A failure is a warning. */
void cache_store(struct session *s);

/* Let one caller at a time get a token for this identity; for lock_drop. */
int cache_lock(const struct session *s);

#endif
