/*
 * Credentials and their tokens: one active token per credential pair, handed
 * out again until it has expired.
 */
#ifndef PORT_TOKEN_H
#define PORT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/port/call.h"
#include "tests/port/ratelimit.h"

struct credential;

struct token {
	int number;			/* 1 is the first of this server */
	char *text;
	int64_t expires;		/* in this server's seconds */
	bool revoked;
	const struct credential *owner;
	struct window window;
	struct token *next;
};

void credential_add(const char *id, const char *secret);
const char *credential_id(const struct token *token);

/* POST /v1/auth/access_token */
jv token_mint(struct call *call);

/* The token of an Authorization header, good or not; NULL: none of ours. */
struct token *token_of(const char *header);
bool token_good(const struct token *token);

/* For tests: active tokens end in so many seconds, whatever their exp says; */
void token_end_in(long seconds);
/* or are replaced by one, minted elsewhere, that has so many left; */
void token_age(long left);
/* or are refused from now on. */
void token_revoke(void);
int token_count(void);		/* minted so far */
void token_free(void);

#endif
