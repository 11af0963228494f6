/*
 * Hides the token and the client secret of a request in messages, even if a
 * server sends them back. They are found in any spelling: unchanged, with JSON
 * escapes (any number of times), percent-encoded, and with blanks, control
 * bytes or non-ASCII bytes between their letters.
 */
#ifndef HELPER_HTTP_SECRETS_H
#define HELPER_HTTP_SECRETS_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"

struct secrets {
	struct buf token, client_secret; /* of the request; may be empty */
	bool minting;			 /* the answer may hold a new token */
};

/* Replace them with asterisks. NULL: there are none. */
void secrets_hide(const struct secrets *s, char *text, size_t n);

/* Whether a text seems to hold a token: a JWT, something named an access token,
 * or, with `opaque`, a long word of letters and digits. */
bool secrets_token_in(const char *text, size_t n, bool opaque);

void secrets_free(struct secrets *s);

#endif
