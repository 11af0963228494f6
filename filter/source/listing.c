/* Every entity of a blueprint: listing_open. */
#include "filter/source/source.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "filter/source/fetch.h"
#include "helper/base/exits.h"
#include "helper/base/hash.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"
#include "helper/http/client.h"

enum {
	PUMP_BYTES = 65536, /* returned between two http_pumps */
	EMPTY_MAX = 1000,   /* pages in a row without an entity */
	CURSOR_SHOWN = 2048 /* bytes of a cursor in a message */
};

/* A listing, page by page. The next page is requested while one is returned. */
struct listing {
	struct source source;
	struct resource resource;
	struct fetcher fetcher; /* its answer is the page that is returned */

	struct fetch page;  /* the page that is returned */
	struct fetch ahead; /* the page after it; zero: none */
	char *cursor;	    /* of the last page requested; NULL: the first */
	/* Why the listing would never end, so that the next page is not
	 * requested; NULL: it may end. */
	const char *endless;
	size_t at;	 /* entities returned from page */
	size_t unpumped; /* bytes since the last http_pump */

	long pages;    /* that arrived */
	int empty;     /* how many of the last ones had no entity */
	long entities; /* returned, of all pages */

	uint64_t *seen; /* hashes of the cursors so far: only these 8 bytes a
			   page grow with a listing */
	size_t n_seen;
};

/* Append "service", without its colon, and how far the listing came. */
static void
listing_describe(const struct listing *p, struct buf *ret)
{
	const char *text = p->resource.text;
	size_t n = strlen(text);

	buf_add(ret, text, text[n - 1] == ':' ? n - 1 : n);
	if (p->pages == 0)
		return;
	buf_addf(ret, ": after %ld page%s, %ld entit%s", p->pages,
		 p->pages == 1 ? "" : "s", p->entities,
		 p->entities == 1 ? "y" : "ies");
}

/* Append how to continue, for the end of an error. The cursor is text from
 * Port: show it only if a shell reads it unchanged. */
static void
listing_describe_way_on(const struct listing *p, struct buf *ret)
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

/* Whether `more` entities are enough for --limit. */
static bool
listing_enough(const struct listing *p, size_t more)
{
	long limit = p->fetcher.search.reading->limit;

	return limit && p->entities + (long)more >= limit;
}

/* Make `cursor` the one of the next page. */
static void
listing_note_cursor(struct listing *p, const char *cursor)
{
	uint64_t h = hash_text(cursor);

	for (size_t i = 0; i < p->n_seen; i++)
		if (p->seen[i] == h)
			p->endless = "Port's cursor repeats";
	if (p->endless)
		return;
	p->seen = output_room(p->seen, p->n_seen, sizeof *p->seen);
	p->seen[p->n_seen++] = h;
	free(p->cursor);
	p->cursor = output_copy(cursor);
}

/* Request the page at p->cursor. */
static int
listing_request_page(struct listing *p)
{
	return fetch_start(&p->fetcher, &p->ahead, &p->resource, p->cursor,
			   FETCH_MAX);
}

/* Wait for p->page and read it. */
static int
listing_receive_page(struct listing *p)
{
	struct buf what = BUF(1 << 20), rest = BUF(SUBJECT_TAIL_MAX);
	int rc;

	listing_describe(p, &what);
	listing_describe_way_on(p, &rest);
	if (p->endless) {
		msg_error("%s: %s", buf_text(&what), p->endless);
		rc = EX_UNREACHABLE;
	} else {
		rc = fetch_read(&p->fetcher, &p->page,
				(struct subject){ .task = buf_text(&what),
						  .tail = buf_text(&rest) });
	}
	buf_free(&rest);
	buf_free(&what);
	return rc;
}

/* Move on to the next page, and request the one after it. */
static int
listing_advance(struct listing *p)
{
	const struct envelope *page = &p->fetcher.answer;
	int rc = p->pages == 0 ? listing_request_page(p) : 0;

	if (rc)
		return rc;
	fetcher_progress(&p->fetcher, "%ld entities", p->entities);
	fetch_end(&p->fetcher, &p->page);
	p->page = p->ahead;
	p->ahead = (struct fetch){ 0 };
	p->at = 0;
	rc = listing_receive_page(p);
	if (rc)
		return rc;
	p->pages++;
	p->empty = page->n ? 0 : p->empty + 1;
	msg_trace("page %ld: %zu entities, %zu bytes", p->pages, page->n,
		  fetch_reply(&p->fetcher, &p->page)->body.len);
	if (!page->next || listing_enough(p, page->n))
		return 0;
	listing_note_cursor(p, page->next);
	if (p->empty == EMPTY_MAX)
		p->endless = "Port sends page after page without an entity";
	return p->endless ? 0 : listing_request_page(p);
}

static void
listing_hand_out(struct listing *p, struct text *ret)
{
	*ret = p->fetcher.answer.text[p->at++];
	p->entities++;
	p->unpumped += ret->n;
	if (p->unpumped >= PUMP_BYTES) {
		p->unpumped = 0;
		http_pump(session_http(p->fetcher.session));
	}
}

static enum source_step
listing_next(struct source *source, struct text *ret)
{
	struct listing *p = (struct listing *)source;
	const struct envelope *page = &p->fetcher.answer;

	while (source->status == 0 && !listing_enough(p, 0)) {
		if (p->at < page->n) {
			listing_hand_out(p, ret);
			return SOURCE_TEXT;
		}
		if (p->pages > 0 && !page->next)
			break;
		source->status = listing_advance(p);
	}
	msg_progress(NULL);
	return source->status ? SOURCE_FAILED : SOURCE_END;
}

static void
listing_close(struct source *source)
{
	struct listing *p = (struct listing *)source;

	msg_progress(NULL);
	fetch_end(&p->fetcher, &p->page);
	fetch_end(&p->fetcher, &p->ahead);
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
	struct listing *p = output_memory(1, sizeof *p);
	int rc;

	p->source.next = listing_next;
	p->source.close = listing_close;
	rc = fetcher_open(&p->fetcher, args, s, &p->source);
	if (!rc)
		rc = selection_resource(&p->fetcher.search, "",
					args->resource.text, &p->resource);
	if (!rc && args->reading.cursor)
		listing_note_cursor(p, args->reading.cursor);
	if (rc)
		listing_close(&p->source);
	else
		*ret = &p->source;
	return rc;
}
