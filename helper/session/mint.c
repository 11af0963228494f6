#include "helper/session/mint.h"

#include <jv.h>
#include <string.h>
#include <time.h>

#include "helper/http/response.h"
#include "helper/json/scan.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

enum { RETRIES = 2 };

/* An expiresIn beyond this, 31 years, is an error. */
static const double LIFE_MAX = 1e9;

/* Wipe and free a string. */
static void
wipe(jv string)
{
	if (jv_get_kind(string) == JV_KIND_STRING)
		explicit_bzero((void *)(uintptr_t)jv_string_value(string),
			       (size_t)jv_string_length_bytes(jv_copy(string)));
	jv_free(string);
}

static int
request_body(const char *client_id, const char *client_secret, struct buf *ret)
{
	jv secret = jv_string(client_secret);
	jv body = JV_OBJECT(jv_string("clientId"), jv_string(client_id),
			    jv_string("clientSecret"), jv_copy(secret));
	jv text = jv_dump_string(body, 0);
	int r = buf_adds(ret, jv_string_value(text));

	wipe(text);
	wipe(secret);
	return r;
}

/* Does not quote the body, as response_unusable would: it may hold a token. */
static int
unusable(const struct http_reply *r, const char *what, const char *why)
{
	msg_error("%s: HTTP %d: the answer cannot be used: %s%s%s%s", what,
		  r->status, why, r->trace_id[0] ? " (trace " : "", r->trace_id,
		  r->trace_id[0] ? ")" : "");
	return EX_UNREACHABLE;
}

/* Seconds to live: what the answer says, but not longer than the token itself
 * by the server's clock. Zero or negative is a valid result. false: neither
 * says. */
static bool
life(jv expires_in, const struct token *t, int64_t date, int64_t *ret)
{
	int64_t exp = token_jwt_exp(t->text.data, t->text.len);
	double told = jv_get_kind(expires_in) == JV_KIND_NUMBER ?
			      jv_number_value(expires_in) :
			      LIFE_MAX * 2;
	bool sane = told >= -LIFE_MAX && told <= LIFE_MAX;

	if (sane)
		*ret = (int64_t)told;
	if (exp) {
		exp -= date ? date : (int64_t)time(NULL);
		if (!sane || exp < *ret)
			*ret = exp;
	}
	return sane || exp != 0;
}

static int
read_token(jv answer, const struct http_reply *r, const char *what,
	   struct token *ret)
{
	jv text = jv_object_get(jv_copy(answer), jv_string("accessToken"));
	jv expires = jv_object_get(jv_copy(answer), jv_string("expiresIn"));
	size_t n = jv_get_kind(text) == JV_KIND_STRING ?
			   (size_t)jv_string_length_bytes(jv_copy(text)) :
			   0;
	int code = EX_DONE;

	ret->text = (struct buf)BUF_SECRET(TOKEN_MAX);
	ret->source = TOKEN_FROM_API;
	clock_now(&ret->since);
	if (n == 0)
		code = unusable(r, what, "it has no accessToken");
	else if (!token_valid(jv_string_value(text), n))
		code = unusable(r, what, "its accessToken is malformed");
	else if (buf_add(&ret->text, jv_string_value(text), n))
		code = EX_INTERNAL;
	else if (!life(expires, ret, r->date, &ret->life))
		code = unusable(r, what,
				"it does not say how long the token "
				"lives");
	wipe(text);
	jv_free(expires);
	if (code == EX_INTERNAL)
		msg_error("%s: out of memory", what);
	if (code)
		token_free(ret);
	return code;
}

static bool
says_no(jv answer)
{
	jv ok = jv_object_get(jv_copy(answer), jv_string("ok"));
	bool no = jv_get_kind(ok) == JV_KIND_FALSE;

	jv_free(ok);
	return no;
}

/* The exit code for an answer to a mint, after a message. */
static int
judge(jv answer, const struct http_reply *r, const char *api_url,
      const char *what, const char *hint, struct token *ret)
{
	bool json = jv_get_kind(answer) == JV_KIND_OBJECT;
	int code = response_check(r, what);

	if (code == EX_DONE && !json)
		return unusable(r, what, "it is not a JSON object");
	if (code == EX_DONE && says_no(answer))
		return unusable(r, what, "it says ok: false");
	if (code == EX_DONE)
		return read_token(answer, r, what, ret);
	if (r->failure)
		return code;
	if (r->status == 401 && hint)
		msg_hint("%s", hint);
	if (r->status == 404 && !json)
		msg_hint("is %s the URL of Port's API?", api_url);
	if (r->status == 404)
		return json ? EX_REFUSED : EX_REJECTED;
	return json && (r->status == 400 || r->status == 422) ? EX_REFUSED :
								code;
}

/* Whether a 2xx is not whole JSON: it may have been cut short. */
static bool
is_broken(const struct http_reply *r)
{
	struct text all;

	return !r->failure && r->status >= 200 && r->status <= 299 &&
	       !json_whole(buf_text(&r->body), r->body.len, &all);
}

static int
ask(struct http *h, const char *url, const char *body, const char *api_url,
    const char *client_secret, const char *what, const char *hint,
    struct token *ret)
{
	const struct http_request request = {
		.method = "POST",
		.url = url,
		.body = body,
		.max = MINT_ANSWER_MAX,
		.retries = RETRIES,
		.secret = true,
		.hide = client_secret,
	};
	struct http_call *call = http_start(h, &request);
	const struct http_reply *r;
	jv answer;
	int code;

	do
		r = http_wait(h, call);
	while (is_broken(r) && http_again(h, call));
	answer = jv_parse_sized(buf_text(&r->body), (int)r->body.len);
	code = judge(answer, r, api_url, what, hint, ret);
	jv_free(answer);
	http_end(h, call);
	return code;
}

int
mint(struct http *h, const char *api_url, const char *client_id,
     const char *client_secret, const char *whose, const char *hint,
     struct token *ret)
{
	struct buf body = BUF_SECRET(1 << 20);
	struct buf url = BUF(1 << 16);
	struct buf what = BUF(1024);
	int code = EX_INTERNAL;

	memset(ret, 0, sizeof *ret);
	if (buf_addf(&url, "%s/auth/access_token", api_url) ||
	    buf_addf(&what, "no token for %s", whose) ||
	    request_body(client_id, client_secret, &body))
		msg_error("no token for %s: out of memory", whose);
	else
		code = ask(h, buf_text(&url), buf_text(&body), api_url,
			   client_secret, buf_text(&what), hint, ret);
	buf_free(&body);
	buf_free(&url);
	buf_free(&what);
	return code;
}
