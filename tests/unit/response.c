/* helper/http/response.h: the exit status and message for each HTTP status and
 * failure. */
#include "helper/http/response.h"

#include <sys/resource.h>

#include "helper/base/exits.h"
#include "tests/unit/told.h"

static int
check(const void *reply)
{
	return response_check(reply,
		(struct subject){ .task = "service:checkout" });
}

static struct told
told_of(struct http_reply *r, const char *body)
{
	struct told t;

	r->body = (struct buf)BUF(4 << 20);
	buf_adds(&r->body, body);
	t = tell(check, r);
	buf_free(&r->body);
	return t;
}

/* 1xx, 6xx and other numbers are not an answer. */
static int
code_of(int status)
{
	if (status >= 200 && status < 300)
		return EX_DONE;
	if (status == 401 || status == 403)
		return EX_REFUSED;
	if (status == 404 || status == 410)
		return EX_NOT_FOUND;
	if (status == 408 || status == 429 || status < 200 || status >= 500)
		return EX_UNREACHABLE;
	return EX_REJECTED;
}

static void
codes(void)
{
	static const int failures[] = {
		[HTTP_UNREACHABLE] = EX_UNREACHABLE,
		[HTTP_UNTRUSTED] = EX_UNREACHABLE,
		[HTTP_TOO_LARGE] = EX_UNREACHABLE,
		[HTTP_WAIT_TOO_LONG] = EX_UNREACHABLE,
		[HTTP_INTERNAL] = EX_INTERNAL,
	};
	struct http_reply r = { .failure = HTTP_OK };
	int wrong = 0, told = dup(STDERR_FILENO);
	const struct subject none = { 0 };
	unsigned f;

	/* Other tests check the message. */
	if (told < 0 || !freopen("/dev/null", "we", stderr))
		abort();

	for (r.status = 0; r.status < 1000; r.status++)
		wrong += response_check(&r, none) != code_of(r.status);
	is_int(wrong, 0, "each HTTP status has its exit status");
	r.status = 200;
	for (f = HTTP_UNREACHABLE; f <= HTTP_INTERNAL; f++) {
		r.failure = (enum http_failure)f;
		is_int(response_check(&r, none), failures[f],
		       "a failure counts, whatever the status");
	}
	dup2(told, STDERR_FILENO);
	close(told);
}

static void
envelopes(void)
{
	static const struct { int status; const char *body, *line; } rows[] = {
		{ 404, "{\"ok\":false,\"error\":\"not_found\",\"message\":"
		  "\"Entity with identifier \\\"x\\\" does not exist\"}",
		  "HTTP 404 not_found: Entity with identifier \"x\" does not "
		  "exist\n" },
		{ 404, "{\"ok\":false,\"error\":\"not_found\"}",
		  "HTTP 404 not_found\n" },
		{ 404, "{\"message\":\"gone\"}", "HTTP 404: gone\n" },
		{ 422, "{\"error\":{\"name\":\"bad\",\"message\":\"inner\"}}",
		  "HTTP 422 bad: inner\n" },
		{ 422, "{\"error\":{\"code\":\"bad\",\"message\":\"inner\"}}",
		  "HTTP 422 bad: inner\n" },
		{ 422, "{\"error\":{\"name\":\"bad\"},\"message\":\"outer\"}",
		  "HTTP 422 bad: outer\n" },
		{ 422, "{\"error\":{\"name\":\"bad\",\"message\":\"inner\"},"
		  "\"message\":\"outer\"}", "HTTP 422 bad: outer\n" },
		{ 422, "{\"error\":5,\"message\":[]}", "HTTP 422\n" },
		{ 422, "{\"error\":{\"name\":5,\"code\":{},\"message\":null}}",
		  "HTTP 422\n" },
		{ 500, "{}", "HTTP 500\n" },
		{ 500, "[\"error\"]", "HTTP 500\n" },
		{ 500, "null", "HTTP 500: null\n" },
		{ 502, "<html><body>502 Bad Gateway</body></html>",
		  "HTTP 502\n" },
		{ 502, "\n  <!DOCTYPE html>", "HTTP 502\n" },
		{ 504, "timeout_error", "HTTP 504: timeout_error\n" },
		{ 503, "{\"error\":\"cut sho", "HTTP 503\n" },
		{ 503, "", "HTTP 503\n" },
		{ 400, "{\"error\":\"a\\u001b[31mb\",\"message\":"
		  "\"c\\r\\nd\\u0000e\\u009bf\"}",
		  "HTTP 400 a[31mb: cdef\n" },
		{ 400, "a\rb\033c", "HTTP 400: abc\n" },
	};
	struct told t;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct http_reply r = { .status = rows[i].status };
		char line[256];

		snprintf(line, sizeof line, "test: service:checkout: %s",
			 rows[i].line);
		t = told_of(&r, rows[i].body);
		is_str(t.text, line, rows[i].body);
		is_int(t.status, code_of(rows[i].status), "its exit status");
	}
}

static void
more(void)
{
	struct http_reply r = { .status = 404, .trace_id = "1e14" };
	char body[600] = "{\"error\":\"e\",\"message\":\"";
	struct told t = told_of(&r, "{\"error\":\"not_found\"}");

	is_str(t.text, "test: service:checkout: HTTP 404 not_found "
	       "(trace 1e14)\n", "the trace id");
	r = (struct http_reply){ .status = 302, .location = "https://x.y/z" };
	t = told_of(&r, "");
	is_str(t.text, "test: service:checkout: HTTP 302: a redirect to "
	       "https://x.y/z\n", "the target of a redirect");
	memset(body + strlen(body), 'm', 500);
	memcpy(body + strlen(body), "\"}", 3);
	r = (struct http_reply){ .status = 400 };
	t = told_of(&r, body);
	is_int((long long)strlen(t.text), (long long)strlen(
	       "test: service:checkout: HTTP 400 e: \n") + MSG_SERVER_TEXT,
	       "a long message is cut");
	r = (struct http_reply){ .status = 200 };
	t = told_of(&r, "{\"ok\":true}");
	is_told(&t, EX_DONE, TEXTS(), "a good answer has no message");
	r = (struct http_reply){ .failure = HTTP_UNREACHABLE,
				 .why = "cannot reach x: no" };
	t = told_of(&r, "");
	is_str(t.text, "test: service:checkout: cannot reach x: no\n",
	       "a failure has its own words");
	r.no_ca = true;
	t = told_of(&r, "");
	is_told(&t, EX_UNREACHABLE, TEXTS("\nhint: install ca-certificates"),
		"the hint about certificates");
	r = (struct http_reply){ .failure = HTTP_WAIT_TOO_LONG, .status = 429,
				 .wait = 4000 };
	t = told_of(&r, "");
	is_told(&t, EX_UNREACHABLE, TEXTS("wait 4000 s"),
		"how long Port asks to wait");
}

/* Texts that almost hold a secret, many times. */
static void
in_time(void)
{
	static const struct { char first, last; int n; } rows[] = {
		{ '+', 'a', 1 }, { 'a', 'b', 16000 },
	};
	const struct rlimit seconds = { 20, 20 };
	static char body[1 << 17], secret[16384];
	struct secrets s = { 0 };
	struct http_reply r = { .status = 403, .secrets = &s };
	struct told t;

	setrlimit(RLIMIT_CPU, &seconds);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		s.token = (struct buf)BUF_SECRET(sizeof secret);
		memset(secret, rows[i].first, (size_t)rows[i].n);
		secret[rows[i].n] = rows[i].last;
		buf_adds(&s.token, secret);
		memset(body, rows[i].first, sizeof body - 1);
		t = told_of(&r, body);
		is_told(&t, EX_REFUSED, TEXTS("HTTP 403"), "a long answer");
		secrets_free(&s);
	}
}

int
main(void)
{
	codes();
	in_time();
	envelopes();
	more();
	return done();
}
