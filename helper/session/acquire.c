#include "helper/session/acquire.h"

#include <inttypes.h>
#include <string.h>

#include "helper/session/cache.h"
#include "helper/session/lock.h"
#include "helper/session/mint.h"
#include "helper/base/msg.h"

bool
acquire_met(const struct session *s, const struct acquire *h)
{
	int64_t left;

	if (s->token.text.len == 0)
		return false;
	left = token_left(&s->token);
	if (left <= 0)
		return false;
	if (h->refused)
		return strcmp(buf_text(&s->token.text), buf_text(h->refused)) !=
		       0;
	if (left == TOKEN_LIFE_UNKNOWN)
		return !h->need->min_ttl_given;
	return left >= h->need->min_ttl;
}

/* Whether its remainder is to be waited out. */
static bool
worth_waiting(const struct session *s, const struct acquire *h)
{
	return !h->waited && h->need->may_sleep &&
	       token_left(&s->token) <= SESSION_WAIT_OUT;
}

/* Whether asking Port now would bring nothing better than what is kept. */
static bool
settled(const struct session *s, const struct acquire *h)
{
	if (acquire_met(s, h))
		return true;
	if (h->refused || s->token.text.len == 0 || token_left(&s->token) <= 0)
		return false;
	return s->token.asked || worth_waiting(s, h);
}

static int
ask_port(struct session *s, const struct acquire *h)
{
	struct http *http = session_http(s);
	int status;

	token_free(&s->token);
	if (!http)
		return msg_no_memory();
	status = mint(http, s->who.api_url, s->who.client_id,
		      buf_text(&s->who.client_secret), identity_name(&s->who),
		      session_refused_hint(s), &s->token);
	if (status)
		return status;
	s->token.asked = !acquire_met(s, h);
	cache_store(s);
	return 0;
}

/* A token into s->token: the kept one, or what Port gives. That it is the best
 * there is does not mean that it meets the need. */
static int
find(struct session *s, const struct acquire *h)
{
	bool pass_over = h->need->refresh && !h->waited;
	int lock, status;

	status = cache_token(s);
	if (status || (!pass_over && settled(s, h)))
		return status;
	status = cache_secret(s);
	if (status)
		return status;
	if (pass_over || !s->keeps)
		return ask_port(s, h);
	lock = cache_lock(s);
	status = cache_token(s);
	if (status == 0 && !settled(s, h))
		status = ask_port(s, h);
	lock_drop(lock);
	return status;
}

int
acquire_token(struct session *s, struct acquire *h, bool *ret_met)
{
	int64_t left;
	int status;

	for (;;) {
		status = find(s, h);
		*ret_met = status == 0 && acquire_met(s, h);
		if (status || *ret_met || !worth_waiting(s, h))
			return status;
		left = token_left(&s->token);
		if (left < 0)
			left = 0;
		if (left + 1 > 5)
			msg_note("%s: the token expires in %" PRId64 " s; "
				 "waiting for the next one",
				 identity_name(&s->who), left);
		clock_sleep((left + 1) * 1000);
		h->waited = true;
	}
}
