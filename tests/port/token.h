/*
 * Credentials and their tokens. Each pair of credentials has one active token,
 * which every mint returns until it expires.
 */
#ifndef PORT_TOKEN_H
#define PORT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/port/call.h"
#include "tests/port/ratelimit.h"

struct credential;

struct token {
	int number;			/* the first one is 1 */
	char *text;
	int64_t expires;		/* in seconds of this server's clock */
	bool revoked;
	const struct credential *owner;
	struct window window;
	struct token *next;
};

void credential_add(const char *id, const char *secret);
const char *credential_id(const struct token *token);

/* POST /v1/auth/access_token */
jv token_mint(struct call *call);

/* The token in an Authorization header, valid or not; NULL if it is unknown. */
struct token *token_of(const char *header);
bool token_good(const struct token *token);

/* For tests: active tokens end in so many seconds, whatever their exp says. */
void token_end_in(long seconds);
/* For tests: replaces them, as if another client had minted one that has so
 * many seconds left. */
void token_age(long left);
/* For tests: refuses them from now on. */
void token_revoke(void);
int token_count(void);		/* minted so far */
void token_free(void);

#endif
