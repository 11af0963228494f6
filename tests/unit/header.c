/* helper/http/header.h: which headers count, and how long Port asks to wait. */
#include "helper/http/header.h"

#include <inttypes.h>
#include <time.h>

#include "tests/tap.h"

#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT"	/* 784111777 */

struct read {
	struct header head;
	struct http_reply reply;
};

/* Feed lines that end with \n as lines that end with \r\n. */
static struct read
read_head(const char *lines)
{
	struct read r = { .reply = { .wait = -1 } };
	char line[1024];

	while (*lines) {
		size_t n = strcspn(lines, "\n");

		memcpy(line, lines, n);
		memcpy(line + n, "\r\n", 2);
		header_line(&r.head, &r.reply, line, n + 2);
		lines += n + (lines[n] == '\n');
	}
	return r;
}

static void
waits(void)
{
	static const struct {
		int status;
		const char *lines;
		int64_t wait;
	} rows[] = {
		{ 429, "", -1 },
		{ 429, "Retry-After: 7", 7 },
		{ 429, "retry-after:7", 7 },
		{ 429, "RETRY-AFTER: \t 7  ", 7 },
		{ 408, "Retry-After: 7", 7 },
		{ 503, "Retry-After: 7", 7 },
		{ 500, "Retry-After: 0", 0 },
		{ 200, "Retry-After: 7", -1 },
		{ 301, "Retry-After: 7", -1 },
		{ 404, "Retry-After: 7", -1 },
		{ 429, "Retry-After: -7", -1 },
		{ 429, "Retry-After: 7.5", -1 },
		{ 429, "Retry-After: 7 s", -1 },
		{ 429, "Retry-After: soon", -1 },
		{ 429, "Retry-After: Monday", -1 },
		{ 429, "Retry-After: 0x10", -1 },
		{ 429, "Retry-After:", -1 },
		{ 429, "Retry-After: 99999999999999999999999", INT64_MAX },
		{ 429, "Retry-After: 1111111111111111111111111111111111111111"
		       "11111111111111111111111111111111111111111111111", -1 },
		{ 429, DATE "\nRetry-After: Sun, 06 Nov 1994 08:50:00 GMT",
		  23 },
		{ 429, "Retry-After: Sun, 06 Nov 1994 08:50:00 GMT\n" DATE,
		  23 },
		{ 429, DATE "\nRetry-After: Sunday, 06-Nov-94 08:50:00 GMT",
		  23 },
		{ 429, DATE "\nRetry-After: Sun Nov  6 08:50:00 1994", 23 },
		{ 429, DATE "\nRetry-After: Sun, 06 Nov 1994 08:49:00 GMT",
		  0 },
		{ 429, "Retry-After: Sun, 06 Nov 1994 08:49:00 GMT", 0 },
		{ 429, "Retry-After: 7\nx-ratelimit-reset: 9", 7 },
		{ 429, "Retry-After: soon\nx-ratelimit-reset: 9", 9 },
		{ 429, "X-RateLimit-Reset: 9", 9 },
		{ 429, "x-ratelimit-reset: 9\nx-ratelimit-remaining: 5", 9 },
		{ 503, "x-ratelimit-reset: 9", -1 },
		{ 503, "x-ratelimit-reset: 9\nx-ratelimit-remaining: 0", 9 },
		{ 200, "x-ratelimit-reset: 9\nx-ratelimit-remaining: 0", 9 },
		{ 200, "x-ratelimit-reset: 9\nx-ratelimit-remaining: 1", -1 },
		{ 200, "x-ratelimit-reset: 9", -1 },
		{ 200, "x-ratelimit-remaining: 0", -1 },
		{ 429, "x-ratelimit-reset: 10000", 10000 },
		{ 429, DATE "\nx-ratelimit-reset: 784111800", 23 },
		{ 429, DATE "\nx-ratelimit-reset: 784111777", 0 },
		{ 429, DATE "\nx-ratelimit-reset: 10001", 0 },
		{ 429, DATE "\nx-ratelimit-reset: 784111800.5", -1 },
		{ 429, DATE "\nx-ratelimit-reset: -3", -1 },
	};
	char now[64];
	struct read r;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		r = read_head(rows[i].lines);
		r.reply.status = rows[i].status;
		is_int(header_wait(&r.head, &r.reply), rows[i].wait,
		       rows[i].lines);
	}
	snprintf(now, sizeof now, "x-ratelimit-reset: %" PRId64,
		 (int64_t)time(NULL) + 100);
	r = read_head(now);
	r.reply.status = 429;
	ok(header_wait(&r.head, &r.reply) > 50 &&
	   header_wait(&r.head, &r.reply) <= 100,
	   "an epoch without a Date is judged by the local clock");
}

static void
fields(void)
{
	struct read r;

	is_int(read_head(DATE).reply.date, 784111777, "Date");
	is_int(read_head("Date: 784111777").reply.date, 0, "no date");
	is_int(read_head("Date: ").reply.date, 0, "an empty date");
	r = read_head("X-Trace-Id: 1e148db358300d10f344b6d54edd4807");
	is_str(r.reply.trace_id, "1e148db358300d10f344b6d54edd4807", "trace");
	r = read_head("X-Trace-Id: a\033[31mb\"c d\302\233e");
	is_str(r.reply.trace_id, "a31mbcde", "a trace id with control bytes");
	r = read_head("X-Trace-Id: 0123456789012345678901234567890123456789"
		      "012345678901234567890123456789");
	is_int((long long)strlen(r.reply.trace_id), 64, "a long trace id");
	r = read_head("Location: https://evil.example/\033]0;x\007");
	is_str(r.reply.location, "https://evil.example", "Location");
}

static void
heads(void)
{
	struct read r = read_head("HTTP/1.1 103 Early Hints\n"
				  "X-Trace-Id: early\n" DATE "\n"
				  "Location: x\n"
				  "x-ratelimit-remaining: 0\n"
				  "x-ratelimit-reset: 9\n\n"
				  "HTTP/1.1 200 OK\nX: y");

	is_str(r.reply.trace_id, "", "an early head does not count: trace");
	is_str(r.reply.location, "", "... Location");
	is_int(r.reply.date, 0, "... Date");
	r.reply.status = 200;
	is_int(header_wait(&r.head, &r.reply), -1, "... rate limit");
	ok(!r.head.whole, "its end does not count either");
	ok(read_head("HTTP/2 200\n\n").head.whole, "an empty line ends the headers");
	ok(!read_head("HTTP/2 200\nX: y").head.whole, "no empty line yet");
}

int
main(void)
{
	waits();
	fields();
	heads();
	return done();
}
