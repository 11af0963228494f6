/* Every entity of a blueprint: listing_open. */
#include "filter/source/network.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "filter/source/envelope.h"
#include "filter/source/fetch.h"
#include "filter/source/match.h"
#include "helper/http/response.h"
#include "helper/base/clock.h"
#include "helper/base/exits.h"
#include "helper/base/hash.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"

enum {
	PUMP_BYTES = 65536,    /* returned between two http_pumps */
	PROGRESS_AFTER = 1000, /* milliseconds */
	EMPTY_MAX = 1000,      /* pages in a row without an entity */
	CURSOR_SHOWN = 2048    /* bytes of a cursor in a message */
};

/* A listing, page by page. The next page is requested while one is returned. */
struct listing {
	struct source source;
	struct resource resource;
	struct fetcher fetcher;

	struct fetch page;	  /* the page that is returned */
	struct fetch ahead;	  /* the page after it; zero: none */
	struct envelope envelope; /* of page */
	char *cursor;	 /* of the last page requested; NULL: the first */
	bool repeats;	 /* its next cursor was used before */
	size_t at;	 /* entities returned from page */
	size_t unpumped; /* bytes since the last http_pump */

	long pages;    /* that arrived */
	int empty;     /* how many of the last ones had no entity */
	long entities; /* returned, of all pages */
	int64_t begun; /* clock_ticks */

	uint64_t *seen; /* hashes of the cursors so far: only these 8 bytes a
			   page grow with a listing */
	size_t n_seen;
};

/* Append how far the listing came. */
static void
tell(const struct listing *p, struct buf *ret)
{
	buf_addf(ret, "%ld page%s, %ld entit%s", p->pages,
		 p->pages == 1 ? "" : "s", p->entities,
		 p->entities == 1 ? "y" : "ies");
}

/* Append "service", without its colon, and how far the listing came. */
static void
describe(const struct listing *p, struct buf *ret)
{
	const char *text = p->resource.text;
	size_t n = strlen(text);

	buf_add(ret, text, text[n - 1] == ':' ? n - 1 : n);
	if (p->pages == 0)
		return;
	buf_adds(ret, ": after ");
	tell(p, ret);
}

/* Append how to continue, for the end of an error. The cursor is text from
 * Port: show it only if a shell reads it unchanged. */
static void
describe_way_on(const struct listing *p, struct buf *ret)
{
	size_t n = p->cursor ? strlen(p->cursor) : 0;

	if (p->pages == 0 || !p->cursor)
		return;
	if (n > CURSOR_SHOWN) {
		buf_addf(ret, "; its cursor is not shown, it is %zu bytes long",
			 n);
	} else if (!utf8_plain(p->cursor, n)) {
		buf_adds(ret, "; its cursor is not shown, it holds control "
			      "bytes");
	} else {
		buf_adds(ret, "; go on with --cursor ");
		shell_quote(ret, p->cursor);
	}
}

/* End a listing whose pages cannot be used. */
static int
refuse(const struct listing *p, const char *why)
{
	struct buf what = BUF(1 << 20);

	describe(p, &what);
	msg_error("%s: %s", buf_text(&what), why);
	buf_free(&what);
	return EX_UNREACHABLE;
}

static void
progress(const struct listing *p)
{
	struct buf line = BUF(128);

	if (clock_ticks() - p->begun < PROGRESS_AFTER)
		return;
	buf_addf(&line, "%ld entities", p->entities);
	msg_progress(buf_text(&line));
	buf_free(&line);
}

/* Whether `more` entities are enough for --limit. */
static bool
enough(const struct listing *p, size_t more)
{
	long limit = p->fetcher.search.reading->limit;

	return limit && p->entities + (long)more >= limit;
}

/* Note the cursor of the next page. If it was used before, the listing would
 * never end: report that when that page is needed. */
static int
turn(struct listing *p, const char *cursor)
{
	uint64_t h = hash_text(cursor);
	void *grown;

	for (size_t i = 0; i < p->n_seen; i++)
		p->repeats |= p->seen[i] == h;
	if (p->repeats)
		return 0;
	grown = reallocarray(p->seen, p->n_seen + 1, sizeof *p->seen);
	if (grown) {
		p->seen = grown;
		p->seen[p->n_seen++] = h;
		free(p->cursor);
		p->cursor = strdup(cursor);
	}
	if (grown && p->cursor)
		return 0;
	return msg_no_memory();
}

/* Request the page at p->cursor. */
static int
look_ahead(struct listing *p)
{
	return fetch_start(&p->fetcher, &p->ahead, &p->resource, p->cursor,
			   FETCH_MAX);
}

/* Hint at what to do about a page that failed. */
static void
hint_failure(struct listing *p)
{
	const struct http_reply *reply = fetch_reply(&p->fetcher, &p->page);
	long size = selection_page_size(&p->fetcher.search);

	if (!reply)
		return;
	if (size > 1 && (reply->failure == HTTP_TOO_LARGE ||
			 (!reply->failure && reply->status == 504)))
		msg_hint("smaller pages may help: --page-size %ld",
			 size > 4 * 200 ? 200 :
			 size > 4	? size / 4 :
					  1);
	if (!reply->failure && reply->status == 404)
		msg_hint("these are the blueprints: port-get%s blueprints -r "
			 "'.blueprints[].identifier'",
			 msg_choice());
}

/* Split a page. Returns NULL, or why it cannot be used. */
static const char *
listing_read(struct listing *p, const struct http_reply *reply)
{
	const struct text page = { .bytes = buf_text(&reply->body),
				   .n = reply->body.len };
	const char *why;

	if (reply->status != 200)
		return "the answer is not a page";
	why = envelope_page(&p->envelope, p->source.reads, page.bytes, page.n);
	return why ? why : match_page(&p->resource, &page);
}

/* Wait for p->page, split it and request the one after it. */
static int
arrive(struct listing *p)
{
	const struct http_reply *reply;
	struct buf what = BUF(1 << 20), rest = BUF(MSG_REST_MAX);
	const char *why;
	int rc;

	describe(p, &what);
	describe_way_on(p, &rest);
	msg_rest(buf_text(&rest));
	do {
		rc = fetch_wait(&p->fetcher, &p->page, buf_text(&what), &reply);
		why = rc ? NULL : listing_read(p, reply);
	} while ((why == envelope_broken || why == match_other) &&
		 fetch_again(&p->fetcher, &p->page));
	if (rc)
		hint_failure(p);
	else if (why == envelope_no_memory)
		rc = msg_no_memory();
	else if (why)
		rc = response_unusable(reply, buf_text(&what), why);
	msg_rest("");
	buf_free(&rest);
	buf_free(&what);
	if (rc)
		return rc;
	p->pages++;
	p->empty = p->envelope.n ? 0 : p->empty + 1;
	p->at = 0;
	msg_trace("page %ld: %zu entities, %zu bytes", p->pages, p->envelope.n,
		  reply->body.len);
	if (!p->envelope.next || enough(p, p->envelope.n))
		return 0;
	rc = turn(p, p->envelope.next);
	return rc || p->repeats || p->empty == EMPTY_MAX ? rc : look_ahead(p);
}

/* Move on to the next page. */
static int
advance(struct listing *p)
{
	int rc = p->pages == 0 ? look_ahead(p) : 0;

	if (!rc && p->repeats)
		rc = refuse(p, "Port's cursor repeats");
	if (!rc && p->empty == EMPTY_MAX)
		rc = refuse(p, "Port sends page after page without an entity");
	if (rc)
		return rc;
	progress(p);
	fetch_end(&p->fetcher, &p->page);
	p->page = p->ahead;
	p->ahead = (struct fetch){ 0 };
	p->envelope.n = 0;
	rc = arrive(p);
	return rc;
}

static void
hand_out(struct listing *p, struct text *ret)
{
	*ret = p->envelope.entity[p->at++];
	p->entities++;
	p->unpumped += ret->n;
	if (p->unpumped >= PUMP_BYTES) {
		p->unpumped = 0;
		http_pump(session_http(p->fetcher.session));
	}
}

static enum source_step
next(struct source *source, struct text *ret)
{
	struct listing *p = (struct listing *)source;

	while (source->status == 0 && !enough(p, 0)) {
		if (p->at < p->envelope.n) {
			hand_out(p, ret);
			return SOURCE_TEXT;
		}
		if (p->pages > 0 && !p->envelope.next)
			break;
		source->status = advance(p);
	}
	msg_progress(NULL);
	return source->status ? SOURCE_FAILED : SOURCE_END;
}

static void
close_pages(struct source *source)
{
	struct listing *p = (struct listing *)source;

	msg_progress(NULL);
	fetch_end(&p->fetcher, &p->page);
	fetch_end(&p->fetcher, &p->ahead);
	envelope_free(&p->envelope);
	fetcher_close(&p->fetcher);
	resource_free(&p->resource);
	free(p->cursor);
	free(p->seen);
	free(p);
}

int
listing_open(const struct arguments *args, struct session *s,
	     struct source **ret)
{
	struct listing *p = calloc(1, sizeof *p);
	int rc;

	if (!p)
		return msg_no_memory();
	p->source.next = next;
	p->source.close = close_pages;
	p->begun = clock_ticks();
	rc = fetcher_open(&p->fetcher, args, s, &p->source);
	if (!rc)
		rc = selection_resource(&p->fetcher.search, "",
					args->resource.text, &p->resource);
	if (!rc && args->reading.cursor)
		rc = turn(p, args->reading.cursor);
	if (rc)
		close_pages(&p->source);
	else
		*ret = &p->source;
	return rc;
}
