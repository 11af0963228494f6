/* helper/session/mint.h: answers of every shape, the request, and how long the
 * token lives. */
#include "helper/session/mint.h"

#include <inttypes.h>

#include "helper/base/exits.h"
#include "tests/unit/raw.h"
#include "tests/unit/told.h"

#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"	/* 784111777 */
/* {"exp":784111877}, 100 s after DATE */
#define JWT "e30.eyJleHAiOjc4NDExMTg3N30.c2ln"

static struct raw *server;
static char url[64];

/* Run mint: its messages, its status, and the token's life through a pipe. */
static int
call(const void *what)
{
	struct http *h = http_new(5);
	struct token t;
	int code = mint(h, url, "id@x+\"\\\n", "s\"e\\c\303\251",
			(struct subject){ .what = "WHOSE" },
			"HINT", &t);

	if (code == EX_DONE)
		msg_error("life=%" PRId64 " token=%s from=%d", t.life,
			  buf_text(&t.text), t.source);
	token_free(&t);
	http_free(h);
	(void)what;
	return code;
}

static struct told
answered(int status, const char *head, const char *body, int *ret_requests)
{
	static char text[2 * MINT_ANSWER_MAX];
	struct raw_answer a = { .bytes = text, .then = RAW_KEEP };
	struct told t;

	snprintf(text, sizeof text, "HTTP/1.1 %d x\r\nContent-Type: "
		 "application/json\r\n%sContent-Length: %zu\r\n\r\n%s", status,
		 head, strlen(body), body);
	server = raw_start(&a, 1);
	snprintf(url, sizeof url, "http://127.0.0.1:%d/v1", server->port);
	t = tell(call, NULL);
	if (ret_requests)
		*ret_requests = server->requests;
	return t;
}

static void
good(void)
{
	static const struct { const char *head, *body; int64_t life; }
	rows[] = {
		{ "", "{\"ok\":true,\"accessToken\":\"tok\",\"expiresIn\":"
		  "10800,\"tokenType\":\"Bearer\"}", 10800 },
		{ "", "{\"accessToken\":\"tok\",\"expiresIn\":10800}", 10800 },
		{ "", " {\"expiresIn\": 10800.7, \"x\": [{}], \"accessToken\""
		  ": \"tok\", \"tokenType\": \"rubbish\"}\n", 10800 },
		{ "", "{\"ok\":null,\"accessToken\":\"tok\",\"expiresIn\":1}",
		  1 },
		{ "", "{\"accessToken\":\"tok\",\"expiresIn\":0}", 0 },
		{ "", "{\"accessToken\":\"tok\",\"expiresIn\":-7}", -7 },
		{ "", "{\"accessToken\":\"t\\/o\\u006b\",\"expiresIn\":5}",
		  5 },
		{ DATE, "{\"accessToken\":\"" JWT "\",\"expiresIn\":10800}",
		  100 },
		{ DATE, "{\"accessToken\":\"" JWT "\",\"expiresIn\":50}", 50 },
		{ DATE, "{\"accessToken\":\"" JWT "\"}", 100 },
		{ DATE, "{\"accessToken\":\"" JWT "\",\"expiresIn\":\"9\"}",
		  100 },
		{ DATE, "{\"accessToken\":\"" JWT "\",\"expiresIn\":1e300}",
		  100 },
		{ DATE, "{\"accessToken\":\"" JWT "\",\"expiresIn\":null}",
		  100 },
		{ "Date: Sun, 06 Nov 1994 09:00:00 GMT\r\n",
		  "{\"accessToken\":\"" JWT "\",\"expiresIn\":10800}", -523 },
	};
	char life[64];
	struct told t;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		t = answered(200, rows[i].head, rows[i].body, NULL);
		snprintf(life, sizeof life, "life=%" PRId64 " ", rows[i].life);
		is_told(&t, EX_DONE, TEXTS(life, " from=2"), rows[i].body);
		raw_stop(server);
	}
	t = answered(200, "", "{\"accessToken\":\"" JWT "\",\"expiresIn\":9}",
		     NULL);
	ok(strstr(t.text, "life=-") != NULL,
	   "without a Date the local clock judges exp");
	ok(strstr(t.text, "token=" JWT) != NULL, "the token is unchanged");
	ok(strstr(server->last, "POST /v1/auth/access_token HTTP/1.1\r\n") ==
	   server->last, "the request goes to the token's path");
	ok(strstr(server->last, "{\"clientId\":\"id@x+\\\"\\\\\\n\","
		  "\"clientSecret\":\"s\\\"e\\\\c\303\251\"}") != NULL,
	   "id and secret, encoded");
	ok(strstr(server->last, "Authorization") == NULL, "no Authorization");
	raw_stop(server);
	t = answered(201, "", "{\"accessToken\":\"tok\",\"expiresIn\":9}",
		     NULL);
	is_told(&t, EX_DONE, TEXTS("life=9 "), "a 201 is accepted");
	raw_stop(server);
}

static void
unusable(void)
{
	static const char *const bodies[] = {
		"", "null", "[]", "\"tok\"", "5", "<html>", "{\"accessToken\"",
		"{}", "{\"ok\":true}", "{\"expiresIn\":10800}",
		"{\"accessToken\":5,\"expiresIn\":10800}",
		"{\"accessToken\":null,\"expiresIn\":10800}",
		"{\"accessToken\":[\"tok\"],\"expiresIn\":10800}",
		"{\"accessToken\":\"\",\"expiresIn\":10800}",
		"{\"accessToken\":\"a b\",\"expiresIn\":10800}",
		"{\"accessToken\":\"a\\nb\",\"expiresIn\":10800}",
		"{\"accessToken\":\"a\\u0000b\",\"expiresIn\":10800}",
		"{\"accessToken\":\"\\u0000\",\"expiresIn\":10800}",
		"{\"accessToken\":\"\\ud800\",\"expiresIn\":10800}",
		"{\"accessToken\":\"\\t \\u000a\",\"expiresIn\":10800}",
		"{\"accessToken\":\"a'b\",\"expiresIn\":10800}",
		"{\"accessToken\":\"$(id)\",\"expiresIn\":10800}",
		"{\"accessToken\":\"\303\251\",\"expiresIn\":10800}",
		"{\"accessToken\":\"tok\"}",
		"{\"accessToken\":\"tok\",\"expiresIn\":\"10800\"}",
		"{\"accessToken\":\"tok\",\"expiresIn\":null}",
		"{\"accessToken\":\"tok\",\"expiresIn\":1e300}",
		"{\"accessToken\":\"tok\",\"expiresIn\":-1e300}",
		"{\"ok\":false,\"accessToken\":\"tok\",\"expiresIn\":10800}",
	};
	static char large[MINT_ANSWER_MAX + 100];
	struct told t;
	size_t i;
	int n;

	for (i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		t = answered(200, "X-Trace-Id: 1e14\r\n", bodies[i], &n);
		is_told(&t, EX_UNREACHABLE, TEXTS("test: no token for WHOSE: ",
			"HTTP 200", "(trace 1e14)"), bodies[i]);
		is_int(n, i == 0 || i == 5 || i == 6 ? 3 : 1,
		       "after a broken answer it is requested again");
		ok(!strstr(t.text, "tok\""), "the answer is not quoted");
		raw_stop(server);
	}
	snprintf(large, sizeof large, "{\"accessToken\":\"%*s\","
		 "\"expiresIn\":10800}", TOKEN_MAX + 1, "");
	memset(large + 16, 'x', TOKEN_MAX + 1);
	t = answered(200, "", large, NULL);
	is_told(&t, EX_UNREACHABLE, TEXTS("malformed"), "a token too long");
	raw_stop(server);
	memmove(large + 16, large + 17, strlen(large + 16));
	t = answered(200, "", large, NULL);
	is_told(&t, EX_DONE, TEXTS("life=10800"), "the longest one");
	raw_stop(server);
	memset(large, ' ', sizeof large - 1);
	t = answered(200, "", large, &n);
	is_told(&t, EX_UNREACHABLE, TEXTS("larger than 64 KiB"), "too large");
	is_int(n, 1, "it is requested once");
	raw_stop(server);
}

static void
refused(void)
{
	static const struct { int status, code, requests, text_code; }
	rows[] = {
		/* with a JSON object; with text */
		{ 400, EX_REFUSED, 1, EX_REJECTED },
		{ 401, EX_REFUSED, 1, EX_REFUSED },
		{ 403, EX_REFUSED, 1, EX_REFUSED },
		{ 404, EX_REFUSED, 1, EX_REJECTED },
		{ 422, EX_REFUSED, 1, EX_REJECTED },
		{ 405, EX_REJECTED, 1, EX_REJECTED },
		{ 410, EX_NOT_FOUND, 1, EX_NOT_FOUND },
		{ 413, EX_REJECTED, 1, EX_REJECTED },
		{ 302, EX_REJECTED, 1, EX_REJECTED },
		{ 408, EX_UNREACHABLE, 3, EX_UNREACHABLE },
		{ 429, EX_UNREACHABLE, 3, EX_UNREACHABLE },
		{ 500, EX_UNREACHABLE, 3, EX_UNREACHABLE },
	};
	char status[32];
	struct told t;
	size_t i;
	int n;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(status, sizeof status, "HTTP %d", rows[i].status);
		t = answered(rows[i].status, "", "{\"ok\":false,\"error\":"
			     "\"why\",\"message\":\"because\"}", &n);
		is_told(&t, rows[i].code, TEXTS("test: no token for WHOSE: ",
			status, " why: because"), status);
		is_int(strstr(t.text, "\nhint: ") != NULL,
		       rows[i].status == 401, "a hint for 401");
		is_int(n, rows[i].requests, "that many requests");
		raw_stop(server);
		t = answered(rows[i].status, "", "nothing here", NULL);
		is_told(&t, rows[i].text_code, TEXTS(status, ": nothing here"),
			"a hint for 401 without JSON");
		is_int(strstr(t.text, "\nhint: ") != NULL,
		       rows[i].status == 401 || rows[i].status == 404,
		       "a hint for 404");
		ok(rows[i].status != 404 || strstr(t.text, url),
		   "the hint names the URL");
		raw_stop(server);
	}
	t = answered(429, "Retry-After: 1\r\n", "{}", &n);
	is_int(n, 3, "Port asks to wait: it is requested again");
	raw_stop(server);
	t = answered(429, "Retry-After: 900\r\n", "{}", &n);
	is_told(&t, EX_UNREACHABLE, TEXTS("wait 900 s"), "too long a wait");
	is_int(n, 1, "a long wait is refused");
	raw_stop(server);
}

int
main(void)
{
	good();
	unusable();
	refused();
	return done();
}
