#include "filter/source/fetch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"
#include "helper/http/client.h"
#include "helper/http/response.h"
#include "helper/session/acquire.h"

enum { PROGRESS_AFTER = 1000 /* milliseconds */ };

int
fetcher_open(struct fetcher *f, const struct arguments *args, struct session *s,
	     struct source *source)
{
	*f = (struct fetcher){ .session = s,
			       .source = source,
			       .begun = clock_ticks(),
			       .retries = (int)args->reading.retries };
	return selection_open(&f->search, args);
}

void
fetcher_close(struct fetcher *f)
{
	selection_free(&f->search);
	envelope_free(&f->answer);
}

void
fetcher_progress(const struct fetcher *f, const char *format, ...)
{
	char text[64];
	va_list args;

	if (clock_ticks() - f->begun < PROGRESS_AFTER)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	msg_progress(text);
}

static struct http *
fetch_http(struct fetcher *f)
{
	return session_http(f->session);
}

/* Get the token before the first request of the run. */
static int
fetch_get_token(struct fetcher *f)
{
	const struct acquire_need any = { 0 };
	int rc;

	if (f->has_token)
		return 0;
	source_flush(f->source);
	rc = acquire_token(f->session, &any);
	f->has_token = rc == 0;
	return rc;
}

static int
fetch_send(struct fetcher *f, struct fetch *r)
{
	struct buf url = BUF(FETCH_URL_MAX);
	struct http_request request = {
		.token = buf_text(&session_token(f->session)->text),
		.body = r->body,
		.max = r->max,
		.retries = f->retries
	};
	int rc = resource_url(r->resource, session_api_url(f->session), &url);

	if (!rc) {
		request.url = buf_text(&url);
		r->call = http_start(fetch_http(f), &request);
		r->generation = f->generation;
	}
	buf_free(&url);
	return rc;
}

int
fetch_start(struct fetcher *f, struct fetch *r, const struct resource *resource,
	    const char *cursor, size_t max)
{
	int rc = fetch_get_token(f);

	*r = (struct fetch){
		.resource = resource,
		.body = selection_body(&f->search, resource, cursor),
		.max = max,
	};
	return rc ? rc : fetch_send(f, r);
}

const struct http_reply *
fetch_reply(struct fetcher *f, struct fetch *r)
{
	return r->call ? http_wait(fetch_http(f), r->call) : NULL;
}

bool
fetch_settled(struct fetcher *f, struct fetch *r, struct subject about)
{
	const struct http_reply *reply;

	if (!r->call)
		return true;
	if (!http_ended(r->call))
		return false;
	reply = fetch_reply(f, r);
	if (reply->failure || reply->status != 401 || r->renewed || f->refused)
		return true;
	if (r->generation == f->generation) {
		source_flush(f->source);
		f->refused = acquire_renewed(f->session, reply, about);
		if (f->refused)
			return true;
		f->generation++;
	}
	r->renewed = true;
	http_end(fetch_http(f), r->call);
	r->call = NULL;
	r->unsent = fetch_send(f, r);
	return r->unsent != 0;
}

/* Whether it was refused for a token that cannot be renewed; acquire_renewed
 * has reported that. */
static bool
fetch_was_refused(struct fetcher *f, const struct http_reply *reply)
{
	return f->refused && reply && !reply->failure && reply->status == 401;
}

/* Wait until the answer is final. 0 and *ret if its status is a 2xx, else a
 * code after a message. */
static int
fetch_wait(struct fetcher *f, struct fetch *r, struct subject about,
	   const struct http_reply **ret)
{
	const struct http_reply *reply;
	int rc;

	while (!fetch_settled(f, r, about)) {
		source_flush(f->source);
		http_wait(fetch_http(f), r->call);
	}
	reply = fetch_reply(f, r);
	if (!reply)
		return r->unsent;
	if (fetch_was_refused(f, reply))
		return f->refused;
	*ret = reply;
	rc = response_check(reply, about);
	if (rc && !reply->failure && reply->status == 401)
		msg_hint("%s", session_refused_hint(f->session));
	else if (rc)
		fetch_hint(f, r->resource, reply);
	return rc;
}

int
fetch_read(struct fetcher *f, struct fetch *r, struct subject about)
{
	const struct http_reply *reply = NULL;
	const char *why;
	int rc;

	do {
		rc = fetch_wait(f, r, about, &reply);
		if (rc || !reply)
			return rc;
		why = reply->status != 200 ?
			      "only a 200 is an answer" :
			      envelope_read(
				      &f->answer, r->resource, f->source->reads,
				      buf_text(&reply->body), reply->body.len);
	} while (envelope_is_broken(why) && http_again(fetch_http(f), r->call));
	return why ? response_unusable(reply, about, why) : 0;
}

bool
fetch_ends_run(struct fetcher *f, struct fetch *r)
{
	const struct http_reply *reply = fetch_reply(f, r);

	if (!reply || reply->status == 401)
		return true;
	/* An answer that broke off: there was a connection. */
	if (reply->failure == HTTP_UNREACHABLE && reply->status)
		return false;
	return reply->failure && reply->failure != HTTP_TOO_LARGE;
}

void
fetch_end(struct fetcher *f, struct fetch *r)
{
	if (r->call)
		http_end(fetch_http(f), r->call);
	free(r->body);
	*r = (struct fetch){ 0 };
}
