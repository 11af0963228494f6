/* helper/http/client.h: every way in which an answer can be wrong. */
#include "helper/http/client.h"

#include <zlib.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"
#include "tests/tap.h"
#include "tests/unit/raw.h"

#define JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define GOOD JSON "Content-Length: 11\r\n\r\n{\"ok\":true}"
#define GZIP JSON "Content-Encoding: gzip\r\n"
#define EMPTY(status) "HTTP/1.1 " status "\r\nContent-Length: 0\r\n\r\n"

#define FIFTY "12345678901234567890123456789012345678901234567890"
#define HALF FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY
#define THOUSAND HALF HALF

enum { MAX = 1000 };

struct row {
	const char *name;
	struct raw_answer answers[3];
	int retries;
	enum http_failure failure;
	int status, requests;
	const char *body;		/* of a failure: a part of `why` */
};

static const struct row rows[] = {
	{ "a good answer", { { GOOD, 0, RAW_KEEP } }, 2, HTTP_OK, 200, 1,
	  "{\"ok\":true}" },
	{ "a body up to the end of the connection", { { JSON "\r\n[1]", 0, 0 } }, 2,
	  HTTP_OK, 200, 1, "[1]" },
	{ "HTTP/1.0", { { "HTTP/1.0 200 OK\r\n\r\n[1]", 0, 0 } }, 2, HTTP_OK,
	  200, 1, "[1]" },
	{ "chunked", { { JSON "Transfer-Encoding: chunked\r\n\r\n"
	  "2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n", 0, RAW_KEEP } }, 2, HTTP_OK, 200,
	  1, "[1]" },
	{ "an empty answer", { { EMPTY("200 OK"), 0, RAW_KEEP } }, 2, HTTP_OK,
	  200, 1, "" },
	{ "early hints first", { { "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"
	  GOOD, 0, RAW_KEEP } }, 2, HTTP_OK, 200, 1, "{\"ok\":true}" },
	{ "404", { { EMPTY("404 x"), 0, RAW_KEEP } }, 2, HTTP_OK, 404, 1, "" },
	{ "401", { { EMPTY("401 x"), 0, RAW_KEEP } }, 2, HTTP_OK, 401, 1, "" },
	{ "422", { { EMPTY("422 x"), 0, RAW_KEEP } }, 2, HTTP_OK, 422, 1, "" },
	{ "a redirect", { { "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
	  "Location: http://127.0.0.1:1/\r\n\r\n", 0, RAW_KEEP } }, 2,
	  HTTP_OK, 302, 1, "" },
	{ "408, then good", { { EMPTY("408 x"), 0, RAW_KEEP },
	  { GOOD, 0, RAW_KEEP } }, 1, HTTP_OK, 200, 2, "{\"ok\":true}" },
	{ "429, then good", { { EMPTY("429 x"), 0, RAW_KEEP },
	  { GOOD, 0, RAW_KEEP } }, 1, HTTP_OK, 200, 2, "{\"ok\":true}" },
	{ "500, then good", { { EMPTY("500 x"), 0, RAW_KEEP },
	  { GOOD, 0, RAW_KEEP } }, 1, HTTP_OK, 200, 2, "{\"ok\":true}" },
	{ "599 twice, then good", { { EMPTY("599 x"), 0, RAW_KEEP },
	  { EMPTY("599 x"), 0, RAW_KEEP }, { GOOD, 0, RAW_KEEP } }, 2,
	  HTTP_OK, 200, 3, "{\"ok\":true}" },
	{ "503 for ever", { { EMPTY("503 x"), 0, RAW_KEEP } }, 2, HTTP_OK, 503,
	  3, "" },
	{ "503 without retries", { { EMPTY("503 x"), 0, RAW_KEEP } }, 0,
	  HTTP_OK, 503, 1, "" },
	{ "too long a wait", { { "HTTP/1.1 429 x\r\nRetry-After: 311\r\n"
	  "Content-Length: 0\r\n\r\n", 0, RAW_KEEP } }, 2, HTTP_WAIT_TOO_LONG,
	  429, 1, "" },
	{ "nothing at all", { { "", 0, RAW_CLOSE } }, 1, HTTP_UNREACHABLE, 0,
	  2, "cannot reach 127.0.0.1:" },
	{ "a reset before the head", { { "", 0, RAW_RESET } }, 1,
	  HTTP_UNREACHABLE, 0, 2, "cannot reach 127.0.0.1:" },
	{ "a reset, then good", { { "", 0, RAW_RESET },
	  { GOOD, 0, RAW_KEEP } }, 1, HTTP_OK, 200, 2, "{\"ok\":true}" },
	{ "cut in the status line", { { "HTTP/1.1 2", 0, 0 } }, 1,
	  HTTP_UNREACHABLE, -1, 2, "127.0.0.1:" },
	{ "cut in the head", { { JSON "Content-Le", 0, 0 } }, 1,
	  HTTP_UNREACHABLE, 200, 2, "its head was cut short" },
	{ "cut before the empty line", { { JSON, 0, 0 } }, 1,
	  HTTP_UNREACHABLE, 200, 2, "its head was cut short" },
	{ "a reset in the head", { { JSON "Content-Le", 0, RAW_RESET } }, 1,
	  HTTP_UNREACHABLE, 200, 2, "broke off" },
	{ "no HTTP", { { "SSH-2.0-OpenSSH\r\n", 0, 0 } }, 1, HTTP_UNREACHABLE,
	  0, 2, "127.0.0.1:" },
	{ "a short body", { { JSON "Content-Length: 50\r\n\r\n{}", 0, 0 } }, 1,
	  HTTP_UNREACHABLE, 200, 2, "broke off" },
	{ "a reset in the body", { { JSON "Content-Length: 50\r\n\r\n{}", 0,
	  RAW_RESET } }, 1, HTTP_UNREACHABLE, 200, 2, "broke off" },
	{ "a cut chunk", { { JSON "Transfer-Encoding: chunked\r\n\r\n9\r\n[1",
	  0, 0 } }, 1, HTTP_UNREACHABLE, 200, 2, "broke off" },
	{ "no last chunk", { { JSON "Transfer-Encoding: chunked\r\n\r\n"
	  "3\r\n[1]\r\n", 0, 0 } }, 1, HTTP_UNREACHABLE, 200, 2, "broke off" },
	{ "a chunk without a length", { { JSON "Transfer-Encoding: chunked\r\n\r\n"
	  "xyz\r\n[1]\r\n", 0, 0 } }, 1, HTTP_UNREACHABLE, 200, 2,
	  "broke off" },
	{ "a 404 cut short", { { "HTTP/1.1 404 x\r\nContent-Length: 50\r\n\r\n"
	  "{}", 0, 0 } }, 1, HTTP_UNREACHABLE, 404, 2, "broke off" },
	{ "a cut body, then good", { { JSON "Content-Length: 50\r\n\r\n{}", 0,
	  0 }, { GOOD, 0, RAW_KEEP } }, 1, HTTP_OK, 200, 2, "{\"ok\":true}" },
	{ "an unknown encoding", { { JSON "Content-Encoding: x-y"
	  "\r\nContent-Length: 2\r\n\r\n{}", 0, RAW_KEEP } }, 0,
	  HTTP_UNREACHABLE, 200, 1, "broke off" },
	{ "not gzip", { { GZIP "Content-Length: 2\r\n\r\n{}", 0,
	  RAW_KEEP } }, 0, HTTP_UNREACHABLE, 200, 1, "broke off" },
	{ "empty gzip", { { GZIP "Content-Length: 0\r\n\r\n", 0, RAW_KEEP } },
	  0, HTTP_OK, 200, 1, "" },
	{ "a length beyond the maximum", { { JSON "Content-Length: 1001\r\n"
	  "\r\n{}", 0, RAW_STALL } }, 2, HTTP_TOO_LARGE, 200, 1,
	  "larger than 0 KiB" },
	{ "a length of exactly the maximum", { { JSON "Content-Length: 1000\r\n"
	  "\r\n" THOUSAND, 0, RAW_KEEP } }, 2, HTTP_OK, 200, 1, THOUSAND },
	{ "one byte more, in chunks", { { JSON "Transfer-Encoding: chunked\r\n"
	  "\r\n3e9\r\n" THOUSAND "x\r\n0\r\n\r\n", 0, RAW_KEEP } }, 2,
	  HTTP_TOO_LARGE, 200, 1, "larger than" },
	{ "a body without end", { { JSON "\r\n          ", 0, RAW_AGAIN } }, 2,
	  HTTP_TOO_LARGE, 200, 1, "larger than" },
	{ "silence", { { "", 0, RAW_STALL } }, 0, HTTP_UNREACHABLE, 0, 1,
	  "did not answer within 1 s" },
	{ "silence within the head", { { JSON, 0, RAW_STALL } }, 0,
	  HTTP_UNREACHABLE, -1, 1, "no further kilobyte within 1 s" },
	{ "silence within the body", { { JSON "Content-Length: 9\r\n\r\n[1", 0,
	  RAW_STALL } }, 0, HTTP_UNREACHABLE, 200, 1,
	  "no further kilobyte within 1 s" },
};

static void
url_of(const struct raw *s, char to[64])
{
	snprintf(to, 64, "http://127.0.0.1:%d/v1/x", s->port);
}

static void
check_row(const struct row *row)
{
	int n = row->answers[2].bytes ? 3 : row->answers[1].bytes ? 2 : 1;
	struct raw *s = raw_start(row->answers, n);
	struct http *h = http_new(1);
	struct http_request q = { .max = MAX,
				  .retries = row->retries };
	struct http_call *c;
	struct http_reply *r;
	char url[64];
	bool good;

	url_of(s, url);
	q.url = url;
	c = http_start(h, &q);
	r = http_wait(h, c);
	good = r->failure == row->failure && s->requests == row->requests &&
	       (row->status < 0 || r->status == row->status) &&
	       (row->failure ? strstr(r->why, row->body) != NULL :
			       strcmp(buf_text(&r->body), row->body) == 0);
	if (!ok(good, "%s", row->name))
		printf("# failure %d status %d requests %d body %s why %s\n",
		       r->failure, r->status, s->requests, buf_text(&r->body),
		       r->why);
	http_end(h, c);
	http_free(h);
	raw_stop(s);
}

/* A gzip stream in one answer, cut by `less` bytes. */
static void
compressed(const char *name, size_t length, size_t less,
	   enum http_failure failure)
{
	static char text[2 * MAX];
	char all[1024];
	int head = snprintf(all, sizeof all, GZIP "Connection: close\r\n\r\n");
	z_stream z = { 0 };
	struct row row = { .name = name, .retries = 0, .failure = failure,
			   .status = 200, .requests = 1, .body = "" };

	memset(text, ' ', sizeof text);
	deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (Bytef *)text;
	z.avail_in = (uInt)length;
	z.next_out = (Bytef *)all + head;
	z.avail_out = (uInt)(sizeof all - (size_t)head);
	deflate(&z, Z_FINISH);
	text[length] = '\0';
	if (!failure)
		row.body = text;
	row.answers[0] = (struct raw_answer){
		all, (size_t)head + z.total_out - less, RAW_CLOSE };
	deflateEnd(&z);
	check_row(&row);
}

/* What is sent. */
static void
request(void)
{
	static const struct raw_answer good[] = { { GOOD, 0, RAW_KEEP } };
	struct raw *s = raw_start(good, 1);
	struct http *h = http_new(5);
	struct http_request q = {
		.token = "tok.en", .body = "{\"a\":1}",
		.max = MAX,
	};
	struct http_call *c;
	char url[64];
	int i;

	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	url_of(s, url);
	q.url = url;
	c = http_start(h, &q);
	is_int(http_wait(h, c)->status, 200, "a POST, past all proxies");
	http_end(h, c);
	ok(strstr(s->last, "POST /v1/x HTTP/1.1\r\n") == s->last, "its line");
	ok(strstr(s->last, "\r\n\r\n{\"a\":1}") != NULL, "its body");
	ok(strstr(s->last, "\r\nAuthorization: Bearer tok.en\r\n") != NULL,
	   "the token");
	ok(strstr(s->last, "\r\nContent-Type: application/json\r\n") != NULL,
	   "the body's type");
	ok(strstr(s->last, "\r\nAccept: application/json\r\n") != NULL,
	   "the type that is wanted");
	ok(strstr(s->last, "\r\nAccept-Encoding: gzip\r\n") != NULL,
	   "compressed");
	ok(strstr(s->last, "\r\nUser-Agent: port-test/") != NULL, "the User-Agent");
	ok(strstr(s->last, "Expect:") == NULL, "no Expect");
	q.secret = true;
	q.token = q.body = NULL;
	for (i = 0; i < 3; i++) {
		c = http_start(h, &q);
		http_wait(h, c);
		http_end(h, c);
	}
	ok(strstr(s->last, "GET /v1/x HTTP/1.1\r\n") == s->last, "a GET");
	ok(strstr(s->last, "Authorization") == NULL, "without a token");
	ok(strstr(s->last, "Accept-Encoding") == NULL,
	   "a secret answer is not asked for compressed");
	is_int(s->connections, 1, "all on one connection");
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
	http_free(h);
	raw_stop(s);
}

/* The proxy for an https server gets no token. */
static void
proxy(void)
{
	static const struct raw_answer no[] = {
		{ "HTTP/1.1 403 Forbidden\r\nX-Trace-Id: proxy\r\n"
		  "Content-Length: 2\r\n\r\nno", 0, RAW_CLOSE },
	};
	struct raw *s = raw_start(no, 1);
	struct http *h = http_new(5);
	struct http_request q = {
		.url = "https://api.invalid/v1/x?q",
		.token = "tok.en", .body = "{}", .max = MAX, .retries = 1,
	};
	struct http_call *c;
	char url[64];

	url_of(s, url);
	setenv("https_proxy", url, 1);
	c = http_start(h, &q);
	is_int(http_wait(h, c)->failure, HTTP_UNREACHABLE,
	       "a proxy that refuses");
	is_int(http_wait(h, c)->status, 0, "has not answered for Port");
	is_str(http_wait(h, c)->trace_id, "", "the head is not sent either");
	is_int(s->requests, 2, "it is asked again");
	ok(strstr(s->last, "CONNECT api.invalid:443 HTTP/1.1\r\n") == s->last,
	   "the proxy gets the host");
	ok(!strstr(s->last, "tok.en") && !strstr(s->last, "Authorization") &&
	   !strstr(s->last, "/v1/x"), "nothing else is sent");
	unsetenv("https_proxy");
	http_end(h, c);
	http_free(h);
	raw_stop(s);
}

/* Calls at once: one that waits for its retry does not delay the others. */
static void
several(void)
{
	static const struct raw_answer answers[] = {
		{ "HTTP/1.1 429 x\r\nRetry-After: 1\r\n"
		  "Content-Length: 0\r\n\r\n", 0, RAW_KEEP },
		{ GOOD, 0, RAW_KEEP },
	};
	struct raw *s = raw_start(answers, 2);
	struct http *h = http_new(5);
	struct http_request q = { .max = MAX, .retries = 1 };
	struct http_call *c[3];
	char url[64];
	int64_t began = clock_ticks();

	url_of(s, url);
	q.url = url;
	c[0] = http_start(h, &q);
	while (s->requests == 0)
		http_pump(h);
	c[1] = http_start(h, &q);	/* under way before 429 is read, or
					   it waits, too */
	c[2] = http_start(h, &q);
	is_int(http_wait_any(h, c + 1, 2) >= 0, 1, "one of two has ended");
	ok(http_wait(h, c[0])->status == 200 && http_wait(h, c[1])->status ==
	   200 && http_wait(h, c[2])->status == 200, "and all of them");
	ok(clock_ticks() - began >= 1000, "the wait that was asked for");
	is_int(s->requests, 4, "four requests for three calls");
	http_end(h, c[0]);
	http_end(h, c[1]);
	c[0] = http_start(h, &q);
	http_end(h, c[0]);
	ok(1, "a call given up");
	http_end(h, NULL);
	http_free(h);	/* ends c[2] */
	raw_stop(s);
}

/* remaining: 0 with a good answer makes the next request wait. */
static void
used_up(void)
{
	static const struct raw_answer answers[] = {
		{ JSON "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1\r\n"
		  "Content-Length: 2\r\n\r\n{}", 0, RAW_KEEP },
		{ JSON "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 320"
		  "\r\nContent-Length: 2\r\n\r\n{}", 0, RAW_KEEP },
	};
	struct raw *s = raw_start(answers, 2);
	struct http *h = http_new(5);
	struct http_request q = { .max = MAX };
	int64_t began = clock_ticks();
	struct http_call *c;
	char url[64];
	int i;

	url_of(s, url);
	q.url = url;
	for (i = 0; i < 2; i++) {
		c = http_start(h, &q);
		is_int(http_wait(h, c)->status, 200, "a good answer");
		is_int(http_wait(h, c)->wait, i ? 320 : 1, "asks to wait");
		http_end(h, c);
	}
	ok(clock_ticks() - began >= 1000, "and that was done");
	c = http_start(h, &q);
	is_int(http_wait(h, c)->failure, HTTP_WAIT_TOO_LONG, "not for 320 s");
	ok(http_wait(h, c)->wait > 310, "how long it would be");
	is_int(s->requests, 2, "nothing was sent");
	http_end(h, c);
	q.token = "other";
	c = http_start(h, &q);
	is_int(http_wait(h, c)->status, 200,
	       "with a token another limit counts");
	http_end(h, c);
	http_free(h);
	raw_stop(s);
}

/* A head that never ends; too large for the table. */
static void
endless_head(void)
{
	static char head[70000] = "HTTP/1.1 200 OK\r\n";
	struct row row = { .name = "a head without end", .status = 200,
			   .failure = HTTP_UNREACHABLE, .requests = 1,
			   .body = "" };
	size_t n = strlen(head);

	while (n + 65 < sizeof head)
		n += (size_t)sprintf(head + n, "X-%060d\r\n", (int)n);
	row.answers[0] = (struct raw_answer){ head, n, RAW_AGAIN };
	check_row(&row);
}

/* A line longer than libcurl accepts is not reported as "out of memory". */
static void
long_line(void)
{
	static char head[150000];
	struct row row = { .name = "a header line of 128 KiB", .retries = 1,
			   .failure = HTTP_UNREACHABLE, .requests = 2,
			   .body = "its head is larger than 100 KiB" };
	size_t n = (size_t)sprintf(head, "HTTP/1.1 200 OK\r\nX-Long: ");

	memset(head + n, 'x', 128 << 10);
	n += 128 << 10;
	n += (size_t)sprintf(head + n, "\r\nContent-Length: 0\r\n\r\n");
	row.answers[0] = (struct raw_answer){ head, n, RAW_KEEP };
	row.status = 200;
	check_row(&row);
}

/* Empty deflate blocks add no bytes to the body, but are received. */
static void
empty_blocks(void)
{
	static char all[66000] = GZIP "\r\n";
	struct row row = { .name = "gzip blocks without end, and empty",
			   .failure = HTTP_TOO_LARGE, .status = 200,
			   .retries = 2, .requests = 1,
			   .body = "larger than 0 KiB" };
	size_t n = sizeof GZIP "\r\n" - 1 + 10;

	memcpy(all + sizeof GZIP "\r\n" - 1, "\x1f\x8b\x08\0\0\0\0\0\0\xff",
	       10);
	/* The last 64 KiB are said again: blocks of five bytes, and one that
	 * holds a byte. */
	for (int i = 0; i < 13106; i++, n += 5)
		memcpy(all + n, "\0\0\0\xff\xff", 5);
	memcpy(all + n, "\0\1\0\xfe\xffx", 6);
	n += 6;
	row.answers[0] = (struct raw_answer){ all, n, RAW_AGAIN };
	check_row(&row);
}

/* An answer without a request answers no later request: its connection is
 * closed, even while others are in use. */
static void
unrequested(void)
{
	static const struct raw_answer answers[] = {
		{ JSON "Content-Length: 7\r\n\r\n\"first\"", 0, RAW_LATE },
		{ JSON "Content-Length: 8\r\n\r\n\"second\"", 0, RAW_KEEP },
	};
	struct http_request q = { .max = MAX };
	struct raw *s = raw_start(answers, 2);
	struct http *h = http_new(5);
	struct http_call *c[4];
	char url[64];
	int connections, i;

	url_of(s, url);
	q.url = url;
	c[0] = http_start(h, &q);
	is_str(buf_text(&http_wait(h, c[0])->body), "\"first\"", "an answer");
	while (__atomic_load_n(&s->late, __ATOMIC_SEQ_CST) == 0)
		usleep(1000);
	for (i = 1; i < 4; i++)
		c[i] = http_start(h, &q);
	for (i = 1; i < 4; i++)
		is_str(buf_text(&http_wait(h, c[i])->body), "\"second\"",
		       "a late answer is not taken for the next one");
	is_int(s->reused, 0, "its connection is not used again");
	connections = s->connections;
	for (i = 0; i < 4; i++)
		http_end(h, c[i]);
	for (i = 0; i < 9; i++) {
		c[0] = http_start(h, &q);
		http_wait(h, c[0]);
		http_end(h, c[0]);
	}
	is_int(s->connections, connections, "the others are");
	http_free(h);
	raw_stop(s);
}

int
main(void)
{
	size_t i;

	msg_init("port-test");
	msg_level(true, false);
	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		check_row(&rows[i]);
	endless_head();
	long_line();
	empty_blocks();
	compressed("gzip", 500, 0, HTTP_OK);
	compressed("gzip as long as the maximum", MAX, 0, HTTP_OK);
	compressed("gzip beyond the maximum", MAX + 1, 0, HTTP_TOO_LARGE);
	request();
	proxy();
	several();
	used_up();
	unrequested();
	return done();
}
