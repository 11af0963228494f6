#include "helper/session/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "helper/http/response.h"
#include "helper/url/base_url.h"
#include "helper/base/exits.h"
#include "helper/session/acquire.h"
#include "helper/session/cache.h"
#include "helper/base/msg.h"

static int
begin(struct session *ret, const struct chosen *chosen, unsigned which,
      int (*find)(const struct environment *, struct identity *))
{
	int status;

	*ret = (struct session){ 0 };
	status = environment_read(&ret->environment, chosen, which);
	if (status == 0)
		status = find(&ret->environment, &ret->who);
	environment_forget();
	return status;
}

int
session_open(struct session *ret, const struct chosen *chosen)
{
	return begin(ret, chosen, SETTINGS_ALL, identity_find);
}

int
session_open_profile(struct session *ret, const struct chosen *chosen,
		     unsigned which)
{
	return begin(ret, chosen, which, identity_profile);
}

void
session_close(struct session *s)
{
	token_free(&s->token);
	identity_free(&s->who);
	environment_free(&s->environment);
	keyring_free(s->keyring);
	http_free(s->http);
	*s = (struct session){ 0 };
}

struct http *
session_http(struct session *s)
{
	if (!s->http)
		s->http = http_new(s->environment.chosen.timeout);
	return s->http;
}

struct keyring *
session_keyring(struct session *s)
{
	if (!s->keyring)
		s->keyring = keyring_new(&s->environment);
	return s->keyring;
}

static int
too_short(const struct session *s, const struct session_need *need)
{
	const char *whose = identity_name(&s->who);
	int64_t left = token_left(&s->token);

	if (left == TOKEN_LIFE_UNKNOWN)
		msg_error("%s: no JWT, so nobody knows how long it lives, and "
			  "--min-ttl was given",
			  whose);
	else if (left <= 0)
		msg_error("%s: the token has expired", whose);
	else if (s->token.source == TOKEN_FROM_ENV)
		msg_error("%s: expires in %" PRId64 " s, sooner than "
			  "--min-ttl %" PRId64,
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

const char *
session_refused_hint(const struct session *s)
{
	return strcmp(s->who.api_url, BASE_URL_US) == 0 ?
		       "port-token status shows who you are" :
		       "port-token status shows who you are; an organization "
		       "in the US needs --api-url us";
}

/* The token variable: as it is, since only its own text tells its life. */
static int
take_variable(struct session *s)
{
	const struct buf *text = &s->who.token;
	int64_t exp = token_jwt_exp(buf_text(text), text->len);

	token_free(&s->token);
	s->token.text = (struct buf)BUF_SECRET(TOKEN_MAX);
	if (buf_add(&s->token.text, text->data, text->len))
		return msg_no_memory();
	s->token.source = TOKEN_FROM_ENV;
	clock_now(&s->token.since);
	s->token.life = exp ? exp - s->token.since.wall : TOKEN_LIFE_UNKNOWN;
	return 0;
}

static int
irreplaceable(const struct session *s)
{
	msg_error("%s: nothing can replace it but PORT_CLIENT_ID and "
		  "PORT_CLIENT_SECRET",
		  identity_name(&s->who));
	environment_hint_missing(&s->environment,
				 1u << SET_CLIENT_ID | 1u << SET_CLIENT_SECRET,
				 "set both, or unset PORT_ACCESS_TOKEN");
	return EX_NO_CREDENTIALS;
}

/* Credentials may replace the token variable, nothing else may. */
static void
pass_variable_over(struct session *s)
{
	if (s->who.kind != IDENTITY_TOKEN)
		return;
	s->who.kind = IDENTITY_CREDENTIALS;
	snprintf(s->who.name, sizeof s->who.name,
		 "PORT_CLIENT_SECRET from the environment");
}

/* The token variable, where there is one and it counts. *ret_met: it will do;
 * else what may replace it is to be found. */
static int
start(struct session *s, const struct acquire *h, bool *ret_met)
{
	int status;

	*ret_met = false;
	if (s->who.kind != IDENTITY_TOKEN)
		return 0;
	if (!h->need->refresh) {
		status = take_variable(s);
		*ret_met = status == 0 && acquire_met(s, h);
		if (status || *ret_met)
			return status;
	}
	if (!s->who.has_credentials)
		return h->need->refresh ? irreplaceable(s) :
					  too_short(s, h->need);
	pass_variable_over(s);
	return 0;
}

int
session_token(struct session *s, const struct session_need *need)
{
	struct acquire hunt = { .need = need };
	bool met;
	int status = start(s, &hunt, &met);

	if (status || met)
		return status;
	status = acquire_token(s, &hunt, &met);
	if (status == 0 && !met)
		status = too_short(s, need);
	return status;
}

int
session_look(struct session *s)
{
	const struct session_need any = { 0 };
	const struct acquire hunt = { .need = &any };
	bool met;
	int status = start(s, &hunt, &met);

	if (status || met)
		return status;
	status = cache_token(s);
	if (status == 0 && !acquire_met(s, &hunt))
		status = cache_secret(s);
	return status;
}

int
session_renew(struct session *s, const struct http_reply *refused)
{
	const struct session_need need = { .may_sleep = true };
	struct buf old = s->token.text;
	struct acquire hunt = { .need = &need, .refused = &old };
	bool met = false;
	int status = 0;

	if (s->who.kind == IDENTITY_TOKEN && !s->who.has_credentials) {
		status = response_check(refused, identity_name(&s->who));
		msg_hint("unset PORT_ACCESS_TOKEN");
		return status;
	}
	s->token.text = (struct buf){ 0 };
	pass_variable_over(s);
	status = acquire_token(s, &hunt, &met);
	buf_free(&old);
	if (status || met)
		return status;
	status = response_check(refused, identity_name(&s->who));
	msg_hint("%s", session_refused_hint(s));
	return status;
}
