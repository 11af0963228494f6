/*
 * Requests with the session's token, and what their answers mean.
 *
 *  1. The token is asked for with the first request, not before.
 *  2. A 401 renews it once per request; requests that were under way with the
 *     same token share one renewal. What cannot be renewed ends the run.
 *  3. Nothing but GET and the read-only POSTs is ever sent.
 */
#ifndef FILTER_SOURCE_FETCH_H
#define FILTER_SOURCE_FETCH_H

#include <stdbool.h>

#include "filter/source/selection.h"
#include "filter/source/source.h"
#include "helper/url/resource.h"
#include "helper/session/acquire.h"

/* All requests of a run. */
struct fetcher {
	struct session *session;
	struct source *source; /* whose before_wait is called */
	struct selection search;
	int retries;
	bool begun;
	unsigned generation; /* of the token: how often it was renewed */
	int refused;	     /* of a renewal that failed; 0: none has */
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

/* Bytes of one answer or page, decoded. */
enum { FETCH_MAX = 256 << 20 };

/* 0, or a code of selection_open. Close *f either way. */
int fetcher_open(struct fetcher *f, const struct arguments *args,
		 struct session *s, struct source *source);
void fetcher_close(struct fetcher *f);

/* EX_BAD_USAGE after a message where the resource is known already to be on
 * another host. */
int fetch_check(const struct fetcher *f, const struct resource *resource);

/* Send the request for a resource, of a listing for the page at `cursor`; an
 * answer over `max` bytes ends it with HTTP_TOO_LARGE. 0, or a code after a
 * message: no token, a URL of another host. */
int fetch_start(struct fetcher *f, struct fetch *r,
		const struct resource *resource, const char *cursor,
		size_t max);

/* Whether the answer is there to stay; one that says 401 is sent again. */
bool fetch_settled(struct fetcher *f, struct fetch *r);

/* The answer, waited for. 0 and *ret, which lives until fetch_end, when its
 * status is a 2xx; else a code after a message that begins with `what`. */
int fetch_wait(struct fetcher *f, struct fetch *r, const char *what,
	       const struct http_reply **ret);

/* What it failed with, when fetch_wait said so; NULL: nothing was sent. */
const struct http_reply *fetch_reply(struct fetcher *f, struct fetch *r);

/* The answer that fetch_wait gave is broken: it is sent again, for fetch_wait
 * to be called once more. false: no retry is left. */
bool fetch_again(struct fetcher *f, struct fetch *r);

/* Whether such a failure would meet every other request too: no token to be
 * had, no connection. */
bool fetch_ends_run(struct fetcher *f, struct fetch *r);

void fetch_end(struct fetcher *f, struct fetch *r);

#endif
