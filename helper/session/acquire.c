#include "helper/session/acquire.h"

#include <inttypes.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/http/response.h"
#include "helper/session/cache.h"
#include "helper/session/lock.h"
#include "helper/session/mint.h"
#include "helper/session/parts.h"

enum { WAIT_OUT = 30 }; /* seconds */

/* The state of one search for a token. */
struct acquire {
	const struct acquire_need *need;
	const char *refused; /* a token that Port has refused; else NULL */
	struct subject about;
	bool waited;
};

/* Whether the token at hand meets the need. */
static bool
acquire_met(const struct session *s, const struct acquire *a)
{
	int64_t left;

	if (s->token.text.len == 0)
		return false;
	left = token_left(&s->token);
	if (left <= 0)
		return false;
	if (a->refused)
		return strcmp(s->token.text.data, a->refused) != 0;
	if (left == TOKEN_LIFE_UNKNOWN)
		return !a->need->min_ttl_given;
	return left >= a->need->min_ttl;
}

static bool
acquire_may_wait(const struct session *s, const struct acquire *a)
{
	return !a->waited && a->need->may_sleep &&
	       token_left(&s->token) <= WAIT_OUT;
}

/* Whether asking Port now would not give a better token than the cached one. */
static bool
acquire_is_settled(const struct session *s, const struct acquire *a)
{
	if (acquire_met(s, a))
		return true;
	if (a->refused || s->token.text.len == 0 || token_left(&s->token) <= 0)
		return false;
	return s->token.asked || acquire_may_wait(s, a);
}

static int
acquire_minted(struct session *s, const struct acquire *a)
{
	struct subject about = a->about;
	int rc;

	token_free(&s->token);
	about.what = session_name(s);
	rc = mint(session_http(s), session_api_url(s), session_client_id(s),
		  session_secret(s), about, session_refused_hint(s), &s->token);
	if (rc)
		return rc;
	s->token.asked = !acquire_met(s, a);
	cache_store(s);
	return 0;
}

/* Get the best token available, even if it does not meet the need. */
static int
acquire_best(struct session *s, const struct acquire *a)
{
	bool pass_over = a->need->refresh && !a->waited;
	int lock, rc;

	rc = cache_token(s, a->about);
	if (rc || (!pass_over && acquire_is_settled(s, a)))
		return rc;
	rc = cache_secret(s, a->about);
	if (rc)
		return rc;
	if (pass_over || !s->keeps)
		return acquire_minted(s, a);
	lock = cache_lock(s);
	rc = cache_token(s, a->about);
	if (rc == 0 && !acquire_is_settled(s, a))
		rc = acquire_minted(s, a);
	lock_drop(lock);
	return rc;
}

/* Get the best token. If it expires soon, wait until it has, and get the next
 * one; only once. */
static int
acquire_waiting(struct session *s, struct acquire *a)
{
	int64_t left;
	int rc;

	for (;;) {
		rc = acquire_best(s, a);
		if (rc || acquire_met(s, a) || !acquire_may_wait(s, a))
			return rc;
		left = token_left(&s->token);
		if (left < 0)
			left = 0;
		if (left + 1 > 5)
			msg_note("%s: the token expires in %" PRId64 " s; "
				 "waiting for the next one",
				 session_name(s), left);
		clock_sleep((left + 1) * 1000);
		a->waited = true;
	}
}

static int
acquire_too_short(const struct session *s, const struct acquire_need *need)
{
	const char *whose = session_name(s);
	int64_t left = token_left(&s->token);

	if (left == TOKEN_LIFE_UNKNOWN)
		msg_error("%s: it is not a JWT, so its expiry is unknown, and "
			  "--min-ttl was given",
			  whose);
	else if (left <= 0)
		msg_error("%s: the token has expired", whose);
	else if (s->token.source == TOKEN_FROM_ENV)
		msg_error("%s: expires in %" PRId64 " s, sooner than "
			  "--min-ttl %ld",
			  whose, left, need->min_ttl);
	else
		msg_error("%s: the token expires in %" PRId64 " s; Port gives "
			  "a new one only after that",
			  whose, left);
	if (s->token.source == TOKEN_FROM_ENV)
		msg_hint("unset PORT_ACCESS_TOKEN, or set PORT_CLIENT_ID and "
			 "PORT_CLIENT_SECRET, which may replace it");
	return EX_EXPIRED;
}

/* Take PORT_ACCESS_TOKEN. Its life is known only if it is a JWT. */
static void
acquire_variable(struct session *s)
{
	const char *text = s->who.token;
	int64_t exp = token_jwt_exp(text, strlen(text));

	token_free(&s->token);
	s->token.text = (struct buf)BUF_SECRET(TOKEN_MAX);
	buf_adds(&s->token.text, text);
	s->token.source = TOKEN_FROM_ENV;
	clock_now(&s->token.since);
	s->token.life = exp ? exp - s->token.since.wall : TOKEN_LIFE_UNKNOWN;
}

static int
acquire_irreplaceable(const struct session *s)
{
	msg_error("%s: only PORT_CLIENT_ID and PORT_CLIENT_SECRET can replace "
		  "it",
		  session_name(s));
	environment_hint_missing(&s->environment, VARS_CREDENTIALS,
				 "set both, or unset PORT_ACCESS_TOKEN");
	return EX_NO_CREDENTIALS;
}

/* Take PORT_ACCESS_TOKEN, if that is the identity. If it does not meet the
 * need, only PORT_CLIENT_ID and PORT_CLIENT_SECRET may replace it. */
static int
acquire_first(struct session *s, const struct acquire *a)
{
	if (session_kind(s) != IDENTITY_TOKEN)
		return 0;
	if (!a->need->refresh) {
		acquire_variable(s);
		if (acquire_met(s, a))
			return 0;
	}
	if (!s->who.client_secret)
		return a->need->refresh ? acquire_irreplaceable(s) :
					  acquire_too_short(s, a->need);
	s->replaced = true;
	return 0;
}

int
acquire_token(struct session *s, const struct acquire_need *need)
{
	struct acquire a = { .need = need };
	int rc = acquire_first(s, &a);

	if (rc || acquire_met(s, &a))
		return rc;
	rc = acquire_waiting(s, &a);
	if (rc == 0 && !acquire_met(s, &a))
		rc = acquire_too_short(s, need);
	return rc;
}

int
acquire_offline(struct session *s)
{
	const struct acquire_need any = { 0 };
	const struct acquire a = { .need = &any };
	int rc = acquire_first(s, &a);

	if (rc || acquire_met(s, &a))
		return rc;
	rc = cache_token(s, a.about);
	if (rc == 0 && !acquire_met(s, &a))
		rc = cache_secret(s, a.about);
	return rc;
}

/* Report the 401. */
static int
acquire_refused(const struct session *s, const struct http_reply *refused,
		struct subject about)
{
	about.what = session_name(s);
	return response_check(refused, about);
}

int
acquire_renewed(struct session *s, const struct http_reply *refused,
		struct subject about)
{
	const struct acquire_need need = { .may_sleep = true };
	struct buf old = s->token.text;
	struct acquire a = { .need = &need,
			     .refused = buf_text(&old),
			     .about = about };
	bool met;
	int rc;

	if (session_kind(s) == IDENTITY_TOKEN && !s->who.client_secret) {
		rc = acquire_refused(s, refused, about);
		msg_hint("unset PORT_ACCESS_TOKEN");
		return rc;
	}
	s->token.text = (struct buf){ 0 };
	s->replaced = s->who.kind == IDENTITY_TOKEN;
	rc = acquire_waiting(s, &a);
	met = acquire_met(s, &a);
	buf_free(&old);
	if (rc || met)
		return rc;
	rc = acquire_refused(s, refused, about);
	msg_hint("%s", session_refused_hint(s));
	return rc;
}
