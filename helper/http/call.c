#include "helper/http/call.h"

#include <stdio.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"
#include "helper/http/error.h"
#include "helper/http/retry.h"

/* Pauses that end within so many ms of each other are announced once. */
enum { TOLD = 1000 };

void
call_fail(struct http_call *c, const char *text, const char *why)
{
	struct http_reply *r = &c->reply;

	r->failure = HTTP_INTERNAL;
	snprintf(r->why, sizeof r->why, "%s%s", text, why);
	c->ended = true;
}

void
call_give_up(struct http_call *c, int64_t seconds)
{
	c->reply.failure = HTTP_WAIT_TOO_LONG;
	c->reply.wait = seconds;
	c->ended = true;
}

void
call_pause(struct http *h, struct http_call *c, int64_t until, const char *why)
{
	int64_t pause = until - clock_ticks();

	c->start = until;
	if (pause > 5000 && until > h->told + TOLD) {
		msg_note("waiting %lld s%s", (long long)(pause + 500) / 1000,
			 why);
		h->told = until;
	} else {
		msg_trace("%s: waiting %.1f s%s", c->request.url,
			  (double)pause / 1000, why);
	}
}

static void
call_trace(const struct http_call *c)
{
	const char *who = c->has_token ? " (Authorization: [hidden])" : "";
	const char *method = c->request.post ? "POST" : "GET";
	const struct http_reply *r = &c->reply;
	long long ms = clock_ticks() - c->transfer.began;

	if (r->failure)
		msg_trace("%s %s%s: %s, %lld ms", method, c->request.url, who,
			  r->why, ms);
	else
		msg_trace("%s %s%s: HTTP %d, %lld ms, %zu bytes", method,
			  c->request.url, who, r->status, ms,
			  c->transfer.received);
}

bool
call_retry(struct http *h, struct http_call *c, const char *why)
{
	int64_t pause = retry_pause(c->tries, c->reply.wait);

	if (c->tries > c->retries)
		return false;
	call_pause(h, c, clock_ticks() + pause, why);
	waiting_retry(&h->waiting, &c->reply, c->tries + 1, c->retries + 1);
	return true;
}

void
call_settle(struct http *h, struct http_call *c, CURLcode result)
{
	struct http_reply *r = &c->reply;
	int64_t now = clock_ticks(), until;
	char why[256];
	bool again;

	pool_give_back(&h->pool, c->transfer.easy);
	h->pool.curl->multi_remove_handle(h->pool.multi, c->transfer.easy);
	transfer_end(&c->transfer, result);
	if (result || c->transfer.failure)
		error_explain(&c->transfer, result);
	call_trace(c);
	r->tries = c->tries;
	r->wait = r->wait > INT32_MAX ? INT32_MAX : r->wait;
	until = now + r->wait * 1000;
	if (r->wait > 0 && until > h->not_before[c->has_token])
		h->not_before[c->has_token] = until;
	again = r->failure == HTTP_UNREACHABLE ||
		(r->failure == HTTP_OK && retry_status(r->status));
	if (again && r->wait > RETRY_WAIT_MAX) {
		call_give_up(c, r->wait);
		return;
	}
	if (r->failure)
		snprintf(why, sizeof why, ": %s", r->why);
	else
		snprintf(why, sizeof why, "%s: HTTP %d",
			 r->wait > 0 ? ", as Port asks" : "", r->status);
	/* A connection that failed may look alive to HTTP/2. */
	c->transfer.fresh = r->failure == HTTP_UNREACHABLE;
	c->ended = !again || !call_retry(h, c, why);
}
