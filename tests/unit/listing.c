/* A listing as a source: when pages are requested, what is returned, and how it
 * ends. */
#include "filter/source/source.h"
#include "tests/unit/fake.h"
#include "tests/unit/told.h"

/* A page of the blueprint: its cursor and Port's answer. */
struct page {
	const char *from;	/* "": the first page */
	int status;
	const char *body;
	int left;		/* as fake_port returns it */
	enum http_failure failure;
};

#define P(cursor, code, text, waits) \
	{ .from = cursor, .status = code, .body = text, .left = waits }

static const struct page *port;
static bool refuse_first;	/* 401 to the first token */

static int
fake_port(const struct http_request *r, struct http_reply *ret)
{
	jv body = jv_parse(r->body);
	jv from = jv_object_get(jv_copy(body), jv_string("from"));
	const struct page *p = port;

	if (!jv_is_valid(from))
		from = jv_string("");
	while (p->from && strcmp(p->from, jv_string_value(from)))
		p++;
	jv_free(from);
	jv_free(body);
	if (refuse_first && !strcmp(r->token, "t1"))
		fake_says(ret, 401, "{\"ok\":false}");
	else if (p->from)
		fake_says(ret, p->status, p->body);
	else
		fake_says(ret, 422, "{\"ok\":false,\"error\":"
				    "\"invalid_request\"}");
	ret->failure = p->from ? p->failure : HTTP_OK;
	return p->left;
}

static struct arguments q;
static struct source *source;
static struct buf out = BUF(1 << 20);
static enum source_step step;
static int status;

static void
begin(const struct page *pages)
{
	port = pages;
	refuse_first = false;
	fake_begin();
	buf_clear(&out);
}

static void
list_all(const struct page *pages)
{
	begin(pages);
	if (listing_open(&q, &fake_session, &source)) {
		ok(0, "opens");
		return;
	}
	step = fake_drain(source, &out);
	status = source->status;
	source->close(source);
	buf_free(&fake_session.token.text);
}

#define URL "http://p/blueprints/s/entities/search"
#define ASK(rest) "POST " URL " {\"limit\":1000" rest
#define END "end " URL "\n"

static void
test_order(void)
{
	static const struct page pages[] = {
		P("", 200, "{\"ok\":true,\"next\":\"b\",\"entities\":[1,2]}", 1),
		P("b", 200, "{\"ok\":true,\"entities\":[],\"next\":\"c\"}", 0),
		P("c", 200, "{\"ok\":true,\"entities\":[3],\"next\":\"\"}", 0),
		{ .from = NULL }
	};

	list_all(pages);
	is_int(step, SOURCE_END, "a listing ends");
	is_int(status, 0, "well");
	is_str(buf_text(&out), "1\n2\n3\n", "all entities come in order");
	is_str(buf_text(&fake_log),
	       "token\n" ASK("} t1\n") "wait " URL "\n"
	       ASK(",\"from\":\"b\"} t1\n") END
	       ASK(",\"from\":\"c\"} t1\n") END END,
	       "each page is requested once, as soon as its cursor is known");
	is_int(fake_open_most, 2, "at most two pages are open");
	is_int(fake_open, 0, "all calls are freed");
}

static void
test_lazy(void)
{
	static const struct page pages[] = {
		P("", 200, "{\"next\":\"b\",\"entities\":[1,2]}", 0),
		P("b", 200, "{\"next\":\"c\",\"entities\":[3]}", 1),
		P("c", 200, "{\"entities\":[4]}", 0),
		{ .from = NULL }
	};
	struct text t;

	begin(pages);
	listing_open(&q, &fake_session, &source);
	is_str(buf_text(&fake_log), "", "nothing is requested before the first step");
	source->next(source, &t);
	is_str(buf_text(&fake_log), "token\n" ASK("} t1\n")
	       ASK(",\"from\":\"b\"} t1\n"), "then its page and the next one");
	source->next(source, &t);
	buf_clear(&fake_log);
	source->close(source);
	is_str(buf_text(&fake_log), END END, "closing it sends no more");
	is_int(fake_open, 0, "both calls are freed");
	buf_free(&fake_session.token.text);
}

/* How many requests --limit needs. */
static void
limited(long limit, int requests, const char *entities, const char *name)
{
	static const struct page pages[] = {
		P("", 200, "{\"next\":\"b\",\"entities\":[1,2]}", 0),
		P("b", 200, "{\"next\":\"c\",\"entities\":[3,4]}", 0),
		P("c", 200, "{\"next\":\"d\",\"entities\":[5]}", 0),
		{ .from = NULL }
	};
	int asked = 0;

	q.reading.limit = limit;
	list_all(pages);
	q.reading.limit = 0;
	for (const char *p = buf_text(&fake_log); (p = strstr(p, "POST")); p++)
		asked++;
	is_str(buf_text(&out), entities, name);
	is_int(asked, requests, "it requests no page too many");
	ok(step == SOURCE_END && status == 0, "it is not a failure");
}

static void
test_limit(void)
{
	limited(1, 1, "1\n", "a limit within the first page");
	limited(2, 1, "1\n2\n", "a limit at its end");
	limited(3, 2, "1\n2\n3\n", "a limit within the second");
	limited(5, 3, "1\n2\n3\n4\n5\n", "a limit at the end of the third");
}

/* Two good pages, then the page of the test. */
#define TWO \
	P("", 200, "{\"next\":\"b\",\"entities\":[1,2]}", 0), \
	P("b", 200, "{\"next\":\"c\",\"entities\":[3]}", 0)

/* Check the status, the messages, and how many entities came before. */
static int
list_status(const void *pages)
{
	struct text t;
	int n = 0;

	begin(pages);
	listing_open(&q, &fake_session, &source);
	while ((step = source->next(source, &t)) == SOURCE_TEXT)
		n++;
	if (step != SOURCE_FAILED || source->next(source, &t) != step)
		return 99;
	status = source->status;
	source->close(source);
	buf_free(&fake_session.token.text);
	buf_free(&out);
	buf_free(&fake_log);
	if (fake_open)
		return 98;
	msg_error("%d handed out", n);
	return status;
}

static void
fails(const struct page *pages, int code, const char *const *texts,
      const char *name)
{
	struct told t = tell(list_status, pages);

	is_told(&t, code, texts, name);
}

/* With this third page the listing fails with `code`. */
static void
third(struct page page, int code, const char *why, const char *name)
{
	const struct page pages[] = { TWO, page, { .from = NULL } };

	fails(pages, code,
	      TEXTS("s: after 2 pages, 3 entities: ", why,
		    "; go on with --cursor 'c'\n", "3 handed out"), name);
}

static void
test_failures(void)
{
	third((struct page){ .from = "c", .status = 503, .body = "" }, EX_UNREACHABLE,
	      "HTTP 503", "a 503 that lasts");
	third((struct page){ .from = "c", .failure = HTTP_UNREACHABLE, .body = "" },
	      EX_UNREACHABLE, "", "no connection");
	third((struct page){ .from = "c", .status = 504, .body = "<html>" }, EX_UNREACHABLE,
	      "hint: smaller pages may help: --page-size 200", "a 504");
	third((struct page){ .from = "c", .failure = HTTP_TOO_LARGE, .body = "" },
	      EX_UNREACHABLE, "--page-size", "a page too large");
	third((struct page){ .from = "c", .status = 422, .body = "{\"ok\":false}" },
	      EX_REJECTED, "HTTP 422", "a cursor refused");
	third((struct page){ .from = "c", .status = 404, .body = "{\"ok\":false}" },
	      EX_NOT_FOUND, "HTTP 404", "a blueprint deleted meanwhile");
	third((struct page){ .from = "c", .status = 403, .body = "{\"ok\":false}" },
	      EX_REFUSED, "HTTP 403", "a 403");
	third((struct page){ .from = "c", .status = 200, .body = "<html>" },
	      EX_UNREACHABLE, "the answer is not JSON", "HTML");
	third((struct page){ .from = "c", .status = 200, .body = "" }, EX_UNREACHABLE,
	      "the answer is not JSON", "nothing");
	third((struct page){ .from = "c", .status = 200, .body = "{\"ok\":true}" },
	      EX_UNREACHABLE, "holds no entities", "no entities");
	third((struct page){ .from = "c", .status = 200,
			     .body = "{\"ok\":false,\"entities\":[4]}" },
	      EX_UNREACHABLE, "does not say ok: true", "ok: false with a 200");
	third((struct page){ .from = "c", .status = 200,
			     .body = "{\"entities\":[4],\"next\":5}" },
	      EX_UNREACHABLE, "is not a cursor", "a cursor that is not a string");
	third((struct page){ .from = "c", .status = 207, .body = "{\"entities\":[4]}" },
	      EX_UNREACHABLE, "HTTP 207: only a 200 is an answer",
	      "another 2xx");
}

static void
test_first(void)
{
	static const struct page pages[] = {
		P("", 404, "{\"ok\":false,\"error\":\"not_found\"}", 0),
		{ .from = NULL }
	};

	fails(pages, EX_NOT_FOUND, TEXTS("test: s: HTTP 404 not_found",
					 "0 handed out"),
	      "the error for the first page mentions no pages");
}

static void
test_cycles(void)
{
	static const struct page same[] = {
		TWO, P("c", 200, "{\"entities\":[4],\"next\":\"c\"}", 0),
		{ .from = NULL }
	};
	static const struct page back[] = {
		TWO, P("c", 200, "{\"entities\":[4],\"next\":\"b\"}", 0),
		{ .from = NULL }
	};
	static const struct page start[] = {
		P("x", 200, "{\"entities\":[4],\"next\":\"b\"}", 0),
		P("b", 200, "{\"entities\":[5],\"next\":\"x\"}", 0), { .from = NULL }
	};

	fails(same, EX_UNREACHABLE,
	      TEXTS("s: after 3 pages, 4 entities: Port's cursor repeats",
		    "4 handed out"), "a cursor that repeats at once");
	fails(back, EX_UNREACHABLE, TEXTS("Port's cursor repeats",
					  "4 handed out"),
	      "a cursor that repeats later");
	q.reading.cursor = "x";
	fails(start, EX_UNREACHABLE, TEXTS("Port's cursor repeats",
					   "2 handed out"),
	      "the error shows the cursor it began with");
	q.reading.limit = 2;
	list_all(start);
	ok(step == SOURCE_END && status == 0 &&
		   !strcmp(buf_text(&out), "4\n5\n"),
	   "a limit that is reached before it repeats");
	q.reading.limit = 0;
	q.reading.cursor = NULL;
}

/* Pages without entities, each with a new cursor. */
enum { EMPTY = 1000 };

/* `n` empty pages, one with an entity, `n` empty pages, and the last. */
static const struct page *
empty_pages(int n)
{
	static struct page pages[2 * EMPTY + 3];
	static char cursor[2 * EMPTY + 3][8], body[2 * EMPTY + 3][64];

	for (int i = 0; i < 2 * n + 2; i++) {
		if (i)
			snprintf(cursor[i], sizeof(*cursor), "c%d", i);
		snprintf(body[i], sizeof(*body),
			 i > 2 * n ? "{\"entities\":[]}" :
			 "{\"next\":\"c%d\",\"entities\":[%s]}", i + 1,
			 i == n ? "7" : "");
		pages[i] = (struct page){ cursor[i], 200, body[i], 0, HTTP_OK };
	}
	pages[2 * n + 2].from = NULL;
	return pages;
}

static void
test_empty(void)
{
	list_all(empty_pages(EMPTY - 1));
	ok(step == SOURCE_END && status == 0 && !strcmp(buf_text(&out), "7\n"),
	   "999 empty pages in a row, twice, are accepted");
	fails(empty_pages(EMPTY), EX_UNREACHABLE,
	      TEXTS("s: after 1000 pages, 0 entities: Port sends page after "
		    "page without an entity", "0 handed out"),
	      "1,000 empty pages in a row are an error");
}

static void
test_renewal(void)
{
	static const struct page pages[] = { TWO,
		P("c", 200, "{\"entities\":[4]}", 0), { .from = NULL } };

	begin(pages);
	refuse_first = true;
	listing_open(&q, &fake_session, &source);
	step = fake_drain(source, &out);
	source->close(source);
	is_str(buf_text(&out), "1\n2\n3\n4\n", "all entities, with a renewed token");
	is_str(buf_text(&fake_log),
	       "token\n" ASK("} t1\n") "renew\n" END ASK("} t2\n")
	       ASK(",\"from\":\"b\"} t2\n") END
	       ASK(",\"from\":\"c\"} t2\n") END END,
	       "the token is renewed once and kept, the page is requested again");
	buf_free(&fake_session.token.text);
}

static void
test_pumping(void)
{
	struct buf big = BUF(1 << 20);
	struct page pages[] = { P("", 200, NULL, 0),
				P("b", 200, "{\"entities\":[]}", 1),
				{ .from = NULL } };

	buf_adds(&big, "{\"next\":\"b\",\"entities\":[0");
	while (big.len < 700000)
		buf_addf(&big, ",\"%0999d\"", 0);
	buf_adds(&big, "]}");
	pages[0].body = big.data;
	list_all(pages);
	ok(fake_pumps >= 9 && fake_pumps <= 12,
	   "the page ahead is moved along: %d times in 700 KB", fake_pumps);
	buf_free(&big);
}

int
main(void)
{
	resource_parse("s:", &q.resource);
	q.slicing.named = jv_object();
	test_order();
	test_lazy();
	test_limit();
	test_failures();
	test_first();
	test_cycles();
	test_empty();
	test_renewal();
	test_pumping();
	resource_free(&q.resource);
	jv_free(q.slicing.named);
	buf_free(&out);
	buf_free(&fake_log);
	return done();
}
