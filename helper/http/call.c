#include "helper/http/call.h"

#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"

/* Milliseconds. */
enum {
	ANNOUNCED = 1000, /* pauses that end within this of each other are
			     announced once */
	SHOWN = 1000	  /* of a wait before it is shown */
};

/* --- on a terminal --- */

static void
call_show(struct http *h, const char *text)
{
	msg_progress(text);
	h->shows = true;
}

static void
call_show_retry(struct http *h, const struct http_call *c)
{
	char text[64], status[32] = "failed";

	if (!c->reply.failure)
		snprintf(status, sizeof status, "HTTP %d", c->reply.status);
	snprintf(text, sizeof text, "%s, try %d/%d", status, c->tries + 1,
		 c->retries + 1);
	call_show(h, text);
}

void
call_show_wait(struct http *h, int64_t begun)
{
	int64_t ms = clock_ticks() - begun;
	char text[64];

	if (ms < SHOWN || (msg_progress_shown() && !h->shows))
		return;
	snprintf(text, sizeof text, "waiting, %lld s", (long long)ms / 1000);
	call_show(h, text);
}

void
call_show_end(struct http *h)
{
	if (h->shows)
		msg_progress(NULL);
	h->shows = false;
}

/* --- its end, and the next try --- */

void
call_fail(struct http_call *c, const char *why)
{
	struct http_reply *r = &c->reply;

	r->failure = HTTP_INTERNAL;
	snprintf(r->why, sizeof r->why, "libcurl: %s", why);
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
	if (pause > 5000 && until > h->announced + ANNOUNCED) {
		msg_note("waiting %lld s%s", (long long)(pause + 500) / 1000,
			 why);
		h->announced = until;
	} else {
		msg_trace("%s: waiting %.1f s%s", c->transfer.url,
			  (double)pause / 1000, why);
	}
}

static void
call_trace(const struct http_call *c)
{
	const char *who = c->has_token ? " (Authorization: [hidden])" : "";
	const char *method = c->transfer.post ? "POST" : "GET";
	const struct http_reply *r = &c->reply;
	long long ms = clock_ticks() - c->transfer.try.began;

	if (r->failure)
		msg_trace("%s %s%s: %s, %lld ms", method, c->transfer.url, who,
			  r->why, ms);
	else
		msg_trace("%s %s%s: HTTP %d, %lld ms, %zu bytes", method,
			  c->transfer.url, who, r->status, ms,
			  c->transfer.try.received);
}

/* 0 to range - 1; different in every process. */
static int64_t
call_random(int64_t range)
{
	uint32_t r;

	if (getrandom(&r, sizeof r, GRND_NONBLOCK) != sizeof r)
		r = (uint32_t)clock_ticks() * 2654435761U ^
		    (uint32_t)getpid() * 40503U;
	return (int64_t)(r % (uint64_t)range);
}

int64_t
call_retry_pause(int n, int64_t asked)
{
	int64_t pause = CALL_PAUSE_FIRST;

	if (asked > 0)
		return asked * 1000 + call_random(CALL_PAUSE_FIRST);
	while (--n > 0 && pause < CALL_PAUSE_LAST)
		pause *= 2;
	return pause - pause / 4 + call_random(pause / 2);
}

bool
call_retry(struct http *h, struct http_call *c, const char *why)
{
	int64_t pause = call_retry_pause(c->tries, c->reply.wait);

	if (c->tries > c->retries)
		return false;
	call_pause(h, c, clock_ticks() + pause, why);
	call_show_retry(h, c);
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
	call_trace(c);
	r->tries = c->tries;
	r->wait = r->wait > INT32_MAX ? INT32_MAX : r->wait;
	until = now + r->wait * 1000;
	if (r->wait > 0 && until > h->not_before[c->has_token])
		h->not_before[c->has_token] = until;
	again = r->failure == HTTP_UNREACHABLE ||
		(r->failure == HTTP_OK && http_is_temporary(r->status));
	if (again && r->wait > HTTP_WAIT_MAX) {
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
