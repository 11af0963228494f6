#include "helper/http/client.h"

#include <stdlib.h>

#include "helper/base/clock.h"
#include "helper/base/output.h"
#include "helper/http/call.h"

enum {
	TURN = 1000,	   /* ms that one wait for the network may take */
	UNATTENDED = 2000, /* ms between two turns: a longer pause was ours, not
			      the server's */
};

struct http *
http_new(long timeout)
{
	struct http *h = output_memory(1, sizeof *h);

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

struct http_call *
http_start(struct http *h, const struct http_request *r)
{
	struct http_call *c = output_memory(1, sizeof *c);
	const char *why = NULL;
	int64_t now = clock_ticks(), left;

	c->has_token = r->token != NULL;
	c->retries = r->retries;
	c->reply.wait = -1;
	c->reply.body.max = r->max;
	c->reply.body.secret = r->secret;
	buf_reuse(&c->reply.body, &h->spare);
	c->next = h->calls;
	h->calls = c;
	if (!pool_open(&h->pool, &why)) {
		call_fail(c, why);
		return c;
	}
	c->transfer.reply = &c->reply;
	c->transfer.timeout = h->timeout;
	transfer_open(&c->transfer, h->pool.curl, r);
	left = h->not_before[c->has_token] - now;
	c->start = now;
	if (left > HTTP_WAIT_MAX * 1000)
		call_give_up(c, left / 1000);
	else if (left > 0)
		call_pause(h, c, now + left + call_retry_pause(1, 0),
			   ", as Port asks: its rate limit is used up");
	http_pump(h);
	return c;
}

bool
http_again(struct http *h, struct http_call *c)
{
	c->transfer.fresh = true;
	c->ended = !call_retry(h, c, ": the answer is broken");
	return !c->ended;
}

static void
client_settle(struct http *h)
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
		call_settle(h, (struct http_call *)(void *)c, result);
	}
}

/* libcurl failed: end every running call. */
static void
client_break_down(struct http *h, CURLMcode result)
{
	struct http_call *c;

	for (c = h->calls; c; c = c->next) {
		if (c->ended)
			continue;
		if (c->transfer.easy)
			h->pool.curl->multi_remove_handle(h->pool.multi,
							  c->transfer.easy);
		transfer_drop(&c->transfer);
		call_fail(c, h->pool.curl->multi_strerror(result));
	}
}

/* Let libcurl work without waiting. */
static void
client_perform(struct http *h)
{
	struct http_call *c;
	CURLMcode result;
	int running;

	result = h->pool.curl->multi_perform(h->pool.multi, &running);
	if (result) {
		client_break_down(h, result);
		return;
	}
	client_settle(h);
	for (c = h->calls; c; c = c->next)
		if (c->transfer.easy)
			pool_take(&h->pool, c->transfer.easy);
}

/* Whether the call may use an open connection. Does not close any while a call
 * may be using one that we do not know. */
static bool
client_may_reuse(struct http *h, const struct http_call *c)
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
client_begin(struct http *h, struct http_call *c)
{
	struct transfer *t = &c->transfer;
	CURLMcode result;

	c->tries++;
	t->patient = !h->pool.http1;
	if (!transfer_begin(t)) {
		call_fail(c, "out of memory");
		return;
	}
	h->pool.curl->easy_setopt(t->easy, CURLOPT_PRIVATE, c);
	/* Read what has arrived now, so that no other transfer ends between the
	 * check of its connection and its use. */
	client_perform(h);
	if (c->ended)
		return;
	if (!client_may_reuse(h, c))
		h->pool.curl->easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
	result = h->pool.curl->multi_add_handle(h->pool.multi, t->easy);
	if (result) {
		transfer_drop(t);
		call_fail(c, h->pool.curl->multi_strerror(result));
		return;
	}
	client_perform(h);
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
		if (c->transfer.easy && c->transfer.try.moved &&
		    away > UNATTENDED)
			c->transfer.try.moved += away;
	client_perform(h);
	for (c = h->calls; c; c = c->next) {
		if (!c->ended && !c->transfer.easy && c->start <= now)
			client_begin(h, c);
		else if (c->transfer.easy &&
			 transfer_must_end(&c->transfer, now))
			call_settle(h, c, CURLE_OPERATION_TIMEDOUT);
	}
}

/* Wait for the network, the next retry or the next deadline. */
static void
client_wait(struct http *h)
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
		client_break_down(h, result);
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
			call_show_end(h);
			return i;
		}
		if (pumped) {
			client_wait(h);
			call_show_wait(h, begun);
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

	if (!c)
		return;
	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	if (c->transfer.easy)
		h->pool.curl->multi_remove_handle(h->pool.multi,
						  c->transfer.easy);
	transfer_close(&c->transfer);
	buf_reuse(&h->spare, &c->reply.body);
	buf_free(&c->reply.body);
	free(c);
}
