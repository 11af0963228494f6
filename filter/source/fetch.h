/*
 * Sends requests with the session's token, and reads the answers.
 *
 *  1. The token is asked for with the first request, not before.
 *  2. A 401 renews it once per request; running requests with the same token
 *     share one renewal. If it cannot be renewed the run ends.
 *  3. Nothing but GET and the read-only POSTs is ever sent.
 *  4. Only a whole answer with status 200 counts: a 206, for one, holds a part.
 */
#ifndef FILTER_SOURCE_FETCH_H
#define FILTER_SOURCE_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "filter/source/envelope.h"
#include "filter/source/selection.h"
#include "filter/source/source.h"
#include "helper/http/reply.h"

/* All requests of a run. */
struct fetcher {
	struct session *session;
	struct source *source; /* flushed before a wait; its `reads` counts */
	const char *list;      /* the list with the resources, "stdin" or a
				  file; NULL: none */
	struct selection search;
	struct envelope answer; /* the last one read */
	int64_t begun;		/* clock_ticks */
	int retries;
	bool has_token;
	unsigned generation; /* of the token: how often it was renewed */
	int refused;	     /* the code of a failed renewal; 0: none */
};

/* One request. Zero until it is started; free with fetch_end. */
struct fetch {
	const struct resource *resource; /* borrowed */
	char *body;			 /* of a POST; NULL: a GET */
	size_t max;			 /* bytes of its answer */
	struct http_call *call;
	unsigned generation;
	bool renewed;
	int unsent; /* why it could not be sent again; 0: it could */
};

enum {
	FETCH_MAX = 256 << 20,	/* bytes of one answer or page, decoded */
	FETCH_URL_MAX = 1 << 21 /* bytes of a URL */
};

/* 0, or a code of selection_open. Close *f either way. */
int fetcher_open(struct fetcher *f, const struct arguments *args,
		 struct session *s, struct source *source);
void fetcher_close(struct fetcher *f);

/* Show how far a run came that has lasted for a second (msg_progress). */
void fetcher_progress(const struct fetcher *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Send the request for a resource, of a listing for the page at `cursor`; an
 * answer over `max` bytes ends it with HTTP_TOO_LARGE. 0, or a code after a
 * message: no token, a URL of another host. */
int fetch_start(struct fetcher *f, struct fetch *r,
		const struct resource *resource, const char *cursor,
		size_t max);

/* Whether the answer is final. After a 401 the request is sent again; `about`
 * is for the message if that fails. */
bool fetch_settled(struct fetcher *f, struct fetch *r, struct subject about);

/* Wait for the answer and read it into f->answer, whose texts live until
 * fetch_end. A broken answer is asked for again, as often as failures are. 0,
 * or a code after a message and a hint: also for a 2xx other than 200. */
int fetch_read(struct fetcher *f, struct fetch *r, struct subject about);

/* The reply to a request that is settled; NULL: it could not be sent. */
const struct http_reply *fetch_reply(struct fetcher *f, struct fetch *r);

/* Whether every other request would fail in the same way: no token, no
 * connection. */
bool fetch_ends_run(struct fetcher *f, struct fetch *r);

void fetch_end(struct fetcher *f, struct fetch *r);

/* fetch_hint.c: hint at what was probably meant by a request that failed with
 * this reply. */
void fetch_hint(const struct fetcher *f, const struct resource *resource,
		const struct http_reply *reply);

#endif
