/*
 * A bearer token and how long it lives.
 *
 *  1. A token is 1 to 16,384 of A-Z a-z 0-9 - . _ ~ + / =, nothing else.
 *  2. Its life is min(expiresIn, JWT exp - the server's Date), without a JWT
 *     expiresIn. From the environment it is JWT exp - the local clock, else
 *     unknown.
 *  3. A cached token has lived for as long as clock_since says.
 */
#ifndef HELPER_IDENTITY_TOKEN_H
#define HELPER_IDENTITY_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/base/clock.h"

enum { TOKEN_MAX = 16384 }; /* bytes */

#define TOKEN_LIFE_UNKNOWN INT64_MAX

enum token_source { TOKEN_FROM_ENV, TOKEN_FROM_KEYRING, TOKEN_FROM_API };

struct token {
	struct buf text;
	int64_t life; /* seconds to live at `since` */
	struct moment since;
	bool asked; /* Port was asked since and had no newer one */
	enum token_source source;
};

bool token_valid(const char *text, size_t n);

/* Seconds left now; 0 or less: expired; TOKEN_LIFE_UNKNOWN. */
int64_t token_left(const struct token *t);

/* When it expires, in epoch seconds. Not for an unknown life. */
int64_t token_expires_at(const struct token *t);

/* `exp` of a JWT, in epoch seconds; 0: not a JWT, or without exp. */
int64_t token_jwt_exp(const char *text, size_t n);

void token_free(struct token *t);

#endif
