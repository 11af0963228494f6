/*
 * A fake Port and a fake session, instead of helper/http and helper/session.
 * They log each request, wait and free, and the test chooses the answers.
 */
#ifndef TESTS_UNIT_FAKE_H
#define TESTS_UNIT_FAKE_H

#include <stdlib.h>

#include "filter/cli/arguments.h"
#include "filter/source/source.h"
#include "helper/base/exits.h"
#include "helper/http/client.h"
#include "helper/session/acquire.h"
#include "tests/tap.h"

/* What happened, one event a line. */
static struct buf fake_log = BUF(1 << 24);
static int fake_tokens;		/* requested or renewed so far */
static int fake_renewal;	/* status of later renewals; 0: they work */
static int fake_pumps;
static int fake_open, fake_open_most;	/* calls not yet freed; the most */
static size_t fake_max, fake_max_most;	/* bytes they may hold; the most */

/* Defined by the test: fill the reply to a request. Return how many waits for
 * other calls pass before the answer is there; 0: it is there at once. */
static int fake_port(const struct http_request *r, struct http_reply *ret);

struct http {
	int unused;
};

struct http_call {
	struct http_reply reply;
	int left;		/* until it ends */
	size_t max;		/* of its body */
	char *url;
};

static void
fake_says(struct http_reply *ret, int status, const char *body)
{
	ret->status = status;
	buf_adds(&ret->body, body);
}

struct http_call *
http_start(struct http *h, const struct http_request *r)
{
	struct http_call *c = calloc(1, sizeof(*c));

	(void)h;
	c->reply.body.max = 1 << 24;
	c->reply.wait = -1;
	c->url = strdup(r->url);
	c->max = r->max;
	fake_max += r->max;
	if (fake_max > fake_max_most)
		fake_max_most = fake_max;
	c->left = fake_port(r, &c->reply);
	buf_addf(&fake_log, "%s %s%s%s %s\n", r->body ? "POST" : "GET", r->url,
		 r->body ? " " : "", r->body ? r->body : "", r->token);
	if (++fake_open > fake_open_most)
		fake_open_most = fake_open;
	return c;
}

void
http_pump(struct http *h)
{
	(void)h;
	fake_pumps++;
}

bool
http_ended(const struct http_call *c)
{
	return c->left == 0;
}

struct http_reply *
http_wait(struct http *h, struct http_call *c)
{
	(void)h;
	if (c->left)
		buf_addf(&fake_log, "wait %s\n", c->url);
	c->left = 0;
	return &c->reply;
}

__attribute__((unused)) bool
http_again(struct http *h, struct http_call *c)
{
	(void)h;
	(void)c;
	return false;
}

int
http_wait_any(struct http *h, struct http_call *const *calls, int n)
{
	int first = 0;

	(void)h;
	buf_addf(&fake_log, "wait for %d\n", n);
	for (int i = 1; i < n; i++) {
		if (calls[i]->left < calls[first]->left)
			first = i;
	}
	for (int i = 0; i < n; i++)
		calls[i]->left -= i != first && calls[i]->left > 1;
	calls[first]->left = 0;
	return first;
}

void
http_end(struct http *h, struct http_call *c)
{
	(void)h;
	buf_addf(&fake_log, "end %s\n", c->url);
	fake_open--;
	fake_max -= c->max;
	buf_free(&c->reply.body);
	free(c->url);
	free(c);
}

/* The URL is unknown until there is a token. */
struct session {
	struct token token;
	const char *api_url;
};

static struct session fake_session;

struct http *
session_http(struct session *s)
{
	static struct http http;

	(void)s;
	return &http;
}

const char *
session_api_url(const struct session *s)
{
	return s->api_url;
}

const struct token *
session_token(const struct session *s)
{
	return &s->token;
}

static int
fake_token(struct session *s)
{
	s->token.text.max = TOKEN_MAX;
	buf_clear(&s->token.text);
	buf_addf(&s->token.text, "t%d", ++fake_tokens);
	s->api_url = "http://p";
	return 0;
}

int
acquire_token(struct session *s, const struct acquire_need *need)
{
	(void)need;
	buf_adds(&fake_log, "token\n");
	return fake_token(s);
}

const char *
session_refused_hint(const struct session *s)
{
	(void)s;
	return "refused";
}

int
acquire_renewed(struct session *s, const struct http_reply *refused,
		struct subject about)
{
	(void)refused;
	buf_adds(&fake_log, "renew\n");
	if (fake_renewal)
		msg_error_about(about, "cannot be renewed");
	return fake_renewal ? fake_renewal : fake_token(s);
}

static void
fake_begin(void)
{
	fake_tokens = fake_renewal = fake_pumps = 0;
	fake_open = fake_open_most = 0;
	fake_max = fake_max_most = 0;
	buf_clear(&fake_log);
	fake_session = (struct session){ 0 };
}

/* Read all texts of a source, a line each. */
__attribute__((unused)) static enum source_step
fake_drain(struct source *source, struct buf *ret)
{
	enum source_step step;
	struct text t;

	while ((step = source->next(source, &t)) == SOURCE_TEXT)
		buf_addf(ret, "%.*s\n", (int)t.n, t.bytes);
	return step;
}

#endif
