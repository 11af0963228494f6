#include "helper/session/mint.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "helper/http/response.h"
#include "helper/json/scan.h"
#include "helper/json/value.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

enum { RETRIES = 2, URL_MAX = 1 << 16, BODY_MAX = 1 << 20 };

/* An expiresIn beyond this, 31 years, is an error. */
static const double LIFE_MAX = 1e9;

/* Does not quote the body, as response_unusable would: it may hold a token. */
static int
mint_unusable(const struct http_reply *r, struct subject about, const char *why)
{
	msg_error_about(about, "HTTP %d: the answer cannot be used: %s%s%s%s",
			r->status, why, r->trace_id[0] ? " (trace " : "",
			r->trace_id, r->trace_id[0] ? ")" : "");
	return EX_UNREACHABLE;
}

/* Seconds to live: what the answer says, but not longer than the token itself
 * by the server's clock. Zero or negative is a valid result. false: neither
 * says. */
static bool
mint_life(const struct text *answer, const struct token *t, int64_t date,
	  int64_t *ret)
{
	int64_t exp = token_jwt_exp(t->text.data, t->text.len);
	struct text expires_in;
	double seconds;
	bool sane = json_member(answer, "expiresIn", &expires_in) &&
		    json_number(&expires_in, &seconds) &&
		    seconds >= -LIFE_MAX && seconds <= LIFE_MAX;

	if (sane)
		*ret = (int64_t)seconds;
	if (exp) {
		exp -= date ? date : (int64_t)time(NULL);
		if (!sane || exp < *ret)
			*ret = exp;
	}
	return sane || exp != 0;
}

/* Whether the body is a JSON object. */
static bool
mint_object(const struct http_reply *r, struct text *ret)
{
	return json_whole(buf_text(&r->body), r->body.len, ret) &&
	       json_is_object(ret);
}

/* Take the token. NULL, or why the answer cannot be used. */
static const char *
mint_read(const struct http_reply *r, struct token *ret)
{
	struct text answer, value;

	if (!mint_object(r, &answer))
		return "it is not a JSON object";
	if (json_member(&answer, "ok", &value) && json_is(&value, "false"))
		return "it says ok: false";
	if (!json_member(&answer, "accessToken", &value) ||
	    !json_is_string(&value) || json_is(&value, "\"\""))
		return "it has no accessToken";
	if (json_decode_to(&value, &ret->text) ||
	    !token_valid(ret->text.data, ret->text.len))
		return "its accessToken is malformed";
	if (!mint_life(&answer, ret, r->date, &ret->life))
		return "it does not say how long the token lives";
	return NULL;
}

static int
mint_accept(const struct http_reply *r, struct subject about, struct token *ret)
{
	const char *why;

	*ret = (struct token){ .text = BUF_SECRET(TOKEN_MAX),
			       .source = TOKEN_FROM_API };
	clock_now(&ret->since);
	why = mint_read(r, ret);
	if (!why)
		return EX_DONE;
	token_free(ret);
	return mint_unusable(r, about, why);
}

/* The exit code for an answer to a mint, after a message. */
static int
mint_judge(const struct http_reply *r, const char *api_url,
	   struct subject about, const char *hint, struct token *ret)
{
	int rc = response_check(r, about);
	struct text error;
	bool json;

	if (rc == EX_DONE)
		return mint_accept(r, about, ret);
	if (r->failure)
		return rc;
	json = mint_object(r, &error);
	if (r->status == 401 && hint)
		msg_hint("%s", hint);
	if (r->status == 404 && !json)
		msg_hint("is %s the URL of Port's API?", api_url);
	if (r->status == 404)
		return json ? EX_REFUSED : EX_REJECTED;
	return json && (r->status == 400 || r->status == 422) ? EX_REFUSED : rc;
}

/* Whether a 2xx is not whole JSON: it may have been cut short. */
static bool
mint_is_broken(const struct http_reply *r)
{
	struct text all;

	return !r->failure && r->status >= 200 && r->status <= 299 &&
	       !json_whole(buf_text(&r->body), r->body.len, &all);
}

static int
mint_ask(struct http *h, const struct http_request *request,
	 const char *api_url, struct subject about, const char *hint,
	 struct token *ret)
{
	struct http_call *call = http_start(h, request);
	const struct http_reply *r;
	int rc;

	do
		r = http_wait(h, call);
	while (mint_is_broken(r) && http_again(h, call));
	rc = mint_judge(r, api_url, about, hint, ret);
	http_end(h, call);
	return rc;
}

int
mint(struct http *h, const char *api_url, const char *client_id,
     const char *client_secret, struct subject about, const char *hint,
     struct token *ret)
{
	struct buf url = BUF(URL_MAX), body = BUF_SECRET(BODY_MAX);
	struct http_request request = { .max = MINT_ANSWER_MAX,
					.retries = RETRIES,
					.secret = true,
					.hide = client_secret };
	char what[128];
	int rc;

	*ret = (struct token){ 0 };
	snprintf(what, sizeof what, "no token for %s", about.what);
	about.what = what;
	buf_addf(&url, "%s/auth/access_token", api_url);
	json_add(&body, "{\"clientId\":", client_id);
	json_add(&body, ",\"clientSecret\":", client_secret);
	buf_addc(&body, '}');
	request.url = buf_text(&url);
	request.body = buf_text(&body);
	rc = mint_ask(h, &request, api_url, about, hint, ret);
	buf_free(&body);
	buf_free(&url);
	return rc;
}
