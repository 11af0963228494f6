#include "helper/http/client.h"

#include <stdio.h>
#include <stdlib.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"
#include "helper/http/error.h"
#include "helper/http/pool.h"
#include "helper/http/request.h"
#include "helper/http/retry.h"
#include "helper/http/transfer.h"
#include "helper/http/waiting.h"

enum {
	TURN = 1000,	   /* ms that one wait for the network may take */
	UNATTENDED = 2000, /* ms between two turns from which on the
			      pause was ours, not the server's */
};

struct http {
	struct pool pool;
	struct http_call *calls; /* until http_end */
	long timeout;
	int64_t turned;	       /* ticks of the last turn */
	int64_t not_before[2]; /* ticks; without and with a token,
				  which Port counts apart */
	int64_t told;	       /* ticks up to which a pause was told */
	struct buf spare;      /* memory of a body that ended, for the next */
	struct waiting waiting;
};

struct http_call {
	struct http *http;
	struct http_call *next;
	struct transfer transfer;
	struct http_reply reply;
	struct request request;
	bool has_token, ended;
	int retries, tries;
	int64_t start; /* ticks of the next try, when none is under
			  way */
};

/* What http_start returns when there is no memory even for a call. */
static struct http_call no_memory = {
	.ended = true,
	.reply = { .failure = HTTP_INTERNAL,
		   .why = "out of memory",
		   .wait = -1 },
};

struct http *
http_new(long timeout)
{
	struct http *h = calloc(1, sizeof *h);

	if (h)
		h->timeout = timeout;
	return h;
}

void
http_free(struct http *h)
{
	if (!h)
		return;
	while (h->calls)
		http_end(h, h->calls);
	pool_close(&h->pool);
	buf_free(&h->spare);
	free(h);
}

static void
fail(struct http_call *c, const char *text, const char *why)
{
	struct http_reply *r = &c->reply;

	r->failure = HTTP_INTERNAL;
	snprintf(r->why, sizeof r->why, "%s%s", text, why);
	c->ended = true;
}

/* Port asks for more than we are willing to wait. */
static void
give_up(struct http_call *c, int64_t seconds)
{
	c->reply.failure = HTTP_WAIT_TOO_LONG;
	c->reply.wait = seconds;
	c->ended = true;
}

static void
pause_call(struct http *h, struct http_call *c, int64_t until, const char *why)
{
	int64_t pause = until - clock_ticks();

	c->start = until;
	if (pause > 5000 && until > h->told + TURN) {
		msg_note("waiting %lld s%s", (long long)(pause + 500) / 1000,
			 why);
		h->told = until;
	} else {
		msg_trace("%s: waiting %.1f s%s", c->request.url,
			  (double)pause / 1000, why);
	}
}

struct http_call *
http_start(struct http *h, const struct http_request *r)
{
	struct http_call *c = calloc(1, sizeof *c);
	const char *why = NULL;
	int64_t now = clock_ticks(), left;

	if (!c)
		return &no_memory;
	c->http = h;
	c->has_token = r->token != NULL;
	c->retries = r->retries;
	c->reply.wait = -1;
	c->reply.body.max = r->max;
	c->reply.body.secret = r->secret;
	buf_reuse(&c->reply.body, &h->spare);
	c->next = h->calls;
	h->calls = c;
	if (!pool_open(&h->pool, &why)) {
		fail(c, "libcurl: ", why);
		return c;
	}
	c->transfer.curl = h->pool.curl;
	c->transfer.request = &c->request;
	c->transfer.reply = &c->reply;
	c->transfer.timeout = h->timeout;
	if (!request_copy(&c->request, h->pool.curl, r)) {
		fail(c, "out of memory", "");
		return c;
	}
	left = h->not_before[c->has_token] - now;
	c->start = now;
	if (left > RETRY_WAIT_MAX * 1000)
		give_up(c, left / 1000);
	else if (left > 0)
		pause_call(h, c, now + left + retry_pause(1, 0),
			   ", as Port asks: its rate limit is used up");
	http_pump(h);
	return c;
}

static void
trace(const struct http_call *c)
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

/* Plan the next try. false: there was the last one. */
static bool
retry(struct http *h, struct http_call *c, const char *why)
{
	int64_t pause = retry_pause(c->tries, c->reply.wait);

	if (c->tries > c->retries)
		return false;
	pause_call(h, c, clock_ticks() + pause, why);
	waiting_retry(&h->waiting, &c->reply, c->tries + 1, c->retries + 1);
	return true;
}

/* A try has ended: another one, or the end. */
static void
settle(struct http *h, struct http_call *c, CURLcode result)
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
	trace(c);
	r->tries = c->tries;
	r->wait = r->wait > INT32_MAX ? INT32_MAX : r->wait;
	until = now + r->wait * 1000;
	if (r->wait > 0 && until > h->not_before[c->has_token])
		h->not_before[c->has_token] = until;
	again = r->failure == HTTP_UNREACHABLE ||
		(r->failure == HTTP_OK && retry_status(r->status));
	if (again && r->wait > RETRY_WAIT_MAX) {
		give_up(c, r->wait);
		return;
	}
	if (r->failure)
		snprintf(why, sizeof why, ": %s", r->why);
	else
		snprintf(why, sizeof why, "%s: HTTP %d",
			 r->wait > 0 ? ", as Port asks" : "", r->status);
	/* A connection that failed may look alive to HTTP/2. */
	c->transfer.fresh = r->failure == HTTP_UNREACHABLE;
	c->ended = !again || !retry(h, c, why);
}

bool
http_again(struct http *h, struct http_call *c)
{
	c->transfer.fresh = true;
	c->ended = !retry(h, c, ": the answer is broken");
	return !c->ended;
}

static void
settle_done(struct http *h)
{
	CURLMsg *m;
	int left;

	while ((m = h->pool.curl->multi_info_read(h->pool.multi, &left))) {
		CURL *easy = m->easy_handle;
		CURLcode result = m->data.result;
		char *c = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		h->pool.curl->easy_getinfo(easy, CURLINFO_PRIVATE, &c);
		settle(h, (struct http_call *)(void *)c, result);
	}
}

/* libcurl cannot go on: end every call that is under way. */
static void
break_down(struct http *h, CURLMcode result)
{
	struct http_call *c;

	for (c = h->calls; c; c = c->next) {
		if (c->ended)
			continue;
		if (c->transfer.easy)
			h->pool.curl->multi_remove_handle(h->pool.multi,
							  c->transfer.easy);
		transfer_drop(&c->transfer);
		fail(c, "libcurl: ", h->pool.curl->multi_strerror(result));
	}
}

/* Let libcurl do what can be done without waiting. */
static void
perform(struct http *h)
{
	struct http_call *c;
	CURLMcode result;
	int running;

	result = h->pool.curl->multi_perform(h->pool.multi, &running);
	if (result) {
		break_down(h, result);
		return;
	}
	settle_done(h);
	for (c = h->calls; c; c = c->next)
		if (c->transfer.easy)
			pool_take(&h->pool, c->transfer.easy);
}

/* Whether the call may use a connection that is open. While one may be in use
 * and we do not know which, none is closed. */
static bool
may_reuse(struct http *h, const struct http_call *c)
{
	const struct http_call *o;
	bool known = true;

	for (o = h->calls; o; o = o->next)
		if (o != c && o->transfer.easy &&
		    !pool_port(&h->pool, o->transfer.easy))
			known = false;
	return pool_usable(&h->pool, known);
}

static void
begin(struct http *h, struct http_call *c)
{
	struct transfer *t = &c->transfer;

	c->tries++;
	t->patient = !h->pool.http1;
	if (!transfer_begin(t)) {
		fail(c, "out of memory", "");
		return;
	}
	h->pool.curl->easy_setopt(t->easy, CURLOPT_PRIVATE, c);
	/* What has come is read now, so that no other transfer ends between the
	 * look at its connection and the use of it. */
	perform(h);
	if (c->ended)
		return;
	if (!may_reuse(h, c))
		h->pool.curl->easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
	if (h->pool.curl->multi_add_handle(h->pool.multi, t->easy)) {
		transfer_drop(t);
		fail(c, "out of memory", "");
		return;
	}
	perform(h);
}

void
http_pump(struct http *h)
{
	int64_t now = clock_ticks(), away = now - h->turned;
	struct http_call *c;

	h->turned = now;
	if (!h->pool.multi)
		return;
	for (c = h->calls; c; c = c->next)
		if (c->transfer.easy && c->transfer.moved && away > UNATTENDED)
			c->transfer.moved += away;
	perform(h);
	for (c = h->calls; c; c = c->next) {
		if (!c->ended && !c->transfer.easy && c->start <= now)
			begin(h, c);
		else if (c->transfer.easy &&
			 transfer_must_end(&c->transfer, now))
			settle(h, c, CURLE_OPERATION_TIMEDOUT);
	}
}

/* Wait for the network, the next retry or the next deadline. */
static void
wait_turn(struct http *h)
{
	int64_t now = clock_ticks(), ms = TURN;
	const struct http_call *c;
	CURLMcode result;

	for (c = h->calls; c; c = c->next)
		if (!c->ended && !c->transfer.easy && c->start - now < ms)
			ms = c->start > now ? c->start - now : 0;
	result =
		h->pool.curl->multi_poll(h->pool.multi, NULL, 0, (int)ms, NULL);
	if (result)
		break_down(h, result);
}

struct http_reply *
http_wait(struct http *h, struct http_call *c)
{
	http_wait_any(h, &c, 1);
	return &c->reply;
}

bool
http_ended(const struct http_call *c)
{
	return c->ended;
}

int
http_wait_any(struct http *h, struct http_call *const *calls, int n)
{
	int64_t begun = clock_ticks();

	for (bool pumped = false; n > 0; pumped = !pumped) {
		for (int i = 0; i < n; i++) {
			if (!calls[i]->ended)
				continue;
			waiting_end(&h->waiting);
			return i;
		}
		if (pumped) {
			wait_turn(h);
			waiting_on(&h->waiting, begun);
		} else {
			http_pump(h);
		}
	}
	return -1;
}

void
http_end(struct http *h, struct http_call *c)
{
	struct http_call **at = &h->calls;

	if (!c || c == &no_memory)
		return;
	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	if (c->transfer.easy)
		h->pool.curl->multi_remove_handle(h->pool.multi,
						  c->transfer.easy);
	transfer_drop(&c->transfer);
	request_free(&c->request, h->pool.curl);
	buf_reuse(&h->spare, &c->reply.body);
	buf_free(&c->reply.body);
	free(c);
}
