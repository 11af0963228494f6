/*
 * What a session keeps in the keyring, and finds there again: its token, and
 * the secret of a profile. Which states of a keyring are failures, warnings or
 * nothing at all is decided here (port-token(1)).
 *
 * A kept token is only taken for the same URL, id and SHA-256 of the secret; a
 * profile's only for the URL that was given, if one was.
 */
#ifndef HELPER_SESSION_CACHE_H
#define HELPER_SESSION_CACHE_H

struct session;

/* The kept token that lives longest into s->token, which is empty when there
 * is none; what a profile's item tells into s->who. Sets s->keeps. 0, or a
 * code after a message. */
int cache_token(struct session *s);

/* A profile's URL, id and secret into s->who, where they are not there yet;
 * this may prompt. EX_NO_CREDENTIALS when there is no such profile. */
int cache_secret(struct session *s);

/* Keep s->token. What goes wrong is a warning. */
void cache_store(struct session *s);

/* One caller at a time for this identity; for lock_drop. */
int cache_lock(const struct session *s);

#endif
