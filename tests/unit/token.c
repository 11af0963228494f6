/* helper/identity/token.h: which bytes a token may hold, when a JWT expires, and
 * how much of its life is left. */
#include "helper/identity/token.h"

#include <stdlib.h>

#include "tests/tap.h"

static void
alphabet(void)
{
	static const char good[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-._~+/=";
	char *text = malloc(TOKEN_MAX + 1);
	int c, wrong = 0;

	for (c = 0; c < 256; c++) {
		char one = (char)c;

		if (token_valid(&one, 1) !=
		    (c && strchr(good, c) != NULL))
			wrong++;
	}
	is_int(wrong, 0, "each byte on its own");
	ok(!token_valid("", 0), "an empty token");
	ok(token_valid("a", 1), "one byte is");
	ok(!token_valid("ab\0c", 4), "NUL inside");
	ok(!token_valid("ab\n", 3), "newline at the end");
	ok(!token_valid("ab\r", 3), "CR at the end");
	ok(!token_valid("\303\244", 2), "a letter beyond ASCII");
	if (!text)
		return;
	memset(text, 'x', TOKEN_MAX + 1);
	ok(token_valid(text, TOKEN_MAX), "the longest");
	ok(!token_valid(text, TOKEN_MAX + 1), "one byte more");
	free(text);
}

static void
jwt(void)
{
	static const struct { const char *text; int64_t exp; const char *name; }
	rows[] = {
		/* {"exp":1700000000} */
		{ "e30.eyJleHAiOjE3MDAwMDAwMDB9.c2ln", 1700000000, "plain" },
		{ "e30.eyJleHAiOjE3MDAwMDAwMDB9.", 1700000000,
		  "empty signature" },
		{ ".eyJleHAiOjE3MDAwMDAwMDB9.", 1700000000, "empty header" },
		/* {"exp":1700000000.9,"a":1} */
		{ "e30.eyJleHAiOjE3MDAwMDAwMDAuOSwiYSI6MX0=.x", 1700000000,
		  "a fraction, padding" },
		/* {"exp":1700000000,"a":"\u00ff?>"} holds - and _ */
		{ "e30.eyJleHAiOjE3MDAwMDAwMDAsImEiOiLDvz8-In0.x", 1700000000,
		  "bytes that need - or _" },
		{ "e30.eyJleHAiOjE3MDAwMDAwMDB9", 0, "two parts" },
		{ "e30.eyJleHAiOjE3MDAwMDAwMDB9.a.b", 0, "four parts" },
		{ "eyJleHAiOjE3MDAwMDAwMDB9", 0, "one part" },
		{ "ZOMG", 0, "no JWT" },
		{ "..", 0, "only dots" },
		{ "", 0, "nothing" },
		{ "e30.e30.x", 0, "no exp" },
		{ "e30.eyJle+AiOjE3.x", 0, "not base64url" },
		{ "e30.eyJleHAiOjE3MDAwM.x", 0, "JSON cut short" },
		/* {"exp":"1700000000"} */
		{ "e30.eyJleHAiOiIxNzAwMDAwMDAwIn0.x", 0, "exp is a string" },
		/* {"exp":-5}, {"exp":0}, {"exp":1e400}, {"exp":nan} */
		{ "e30.eyJleHAiOi01fQ.x", 0, "exp before the epoch" },
		{ "e30.eyJleHAiOjB9.x", 0, "exp 0" },
		{ "e30.eyJleHAiOjFlNDAwfQ.x", 0, "exp beyond all dates" },
		{ "e30.eyJleHAiOm5hbn0.x", 0, "exp is not a number" },
		/* [1], 5 */
		{ "e30.WzFd.x", 0, "an array" },
		{ "e30.NQ.x", 0, "a number" },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		is_int(token_jwt_exp(rows[i].text, strlen(rows[i].text)),
		       rows[i].exp, rows[i].name);
	is_int(token_jwt_exp("e30.eyJleHAiOjE3MDAwMDAwMDB9.x", 20), 0,
	       "no byte after n is read");
}

static void
left(void)
{
	struct token t = { .life = 100 };
	int64_t n;

	clock_now(&t.since);
	n = token_left(&t);
	ok(n <= 100 && n >= 90, "a life of 100 s just begun");
	t.since.boot -= 40;
	t.since.wall -= 40;
	n = token_left(&t);
	ok(n <= 60 && n >= 50, "40 s later");
	t.since.boot -= 100;
	t.since.wall -= 100;
	ok(token_left(&t) <= 0, "expired");
	clock_now(&t.since);
	t.since.boot += 1000;
	t.since.wall += 1000;
	ok(token_left(&t) <= 0, "stored in the future: its life is unknown");
	t.life = TOKEN_LIFE_UNKNOWN;
	ok(token_left(&t) == TOKEN_LIFE_UNKNOWN, "an unknown life stays unknown");
	clock_now(&t.since);
	t.life = -5;
	ok(token_left(&t) < 0, "a life that ended before it began");
}

int
main(void)
{
	alphabet();
	jwt();
	left();
	return done();
}
