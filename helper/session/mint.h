/* POST {base}/auth/access_token: id and secret in, a token out. */
#ifndef HELPER_SESSION_MINT_H
#define HELPER_SESSION_MINT_H

#include "helper/http/client.h"
#include "helper/identity/token.h"

enum { MINT_ANSWER_MAX = 65536 }; /* bytes */

/*
 * One mint, retried as port-token(1) says. On success *ret is a checked token
 * with its life, source TOKEN_FROM_API. JSON 400, 401, 403, 404, 422: 7; a 404
 * that is not JSON: 11 and a hint at the URL; unusable answers: 9. `about`
 * names the credentials (identity's name) in `what`; `hint` is the hint after a
 * 401; NULL: none.
 */
int mint(struct http *h, const char *api_url, const char *client_id,
	 const char *client_secret, struct subject about, const char *hint,
	 struct token *ret);

#endif
