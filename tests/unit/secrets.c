/* helper/http/secrets.h: every spelling of a secret at every place of a text is
 * masked; and which texts seem to hold a token. */
#include "helper/http/secrets.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "tests/tap.h"

/* Spellings of one secret. In a text, %s stands for it. */
struct spelling {
	const char *name;
	void (*write)(const char *secret, struct buf *to);
};

static void
as_it_is(const char *secret, struct buf *to)
{
	buf_adds(to, secret);
}

static void
json_once(const char *secret, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to, "%s%c", strchr("\"\\/", *secret) ? "\\" : "",
			 *secret);
}

static void
json_twice(const char *secret, struct buf *to)
{
	struct buf once = BUF(1 << 16);

	json_once(secret, &once);
	json_once(buf_text(&once), to);
	buf_free(&once);
}

static void
json_numbers(const char *secret, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to, (unsigned char)*secret < 0x80 ? "\\u00%02x" : "%c",
			 (unsigned char)*secret);
}

static void
json_numbers_twice(const char *secret, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to,
			 (unsigned char)*secret < 0x80 ? "\\\\u00%02X" : "%c",
			 (unsigned char)*secret);
}

static void
percent(const char *secret, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to, "%%%02x", (unsigned char)*secret);
}

static void
percent_twice(const char *secret, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to, "%%25%02X", (unsigned char)*secret);
}

static void
between(const char *secret, const char *filler, struct buf *to)
{
	for (; *secret; secret++)
		buf_addf(to, "%c%s", *secret, secret[1] ? filler : "");
}

static void
blanks(const char *secret, struct buf *to)
{
	between(secret, " ", to);
}

static void
lines(const char *secret, struct buf *to)
{
	between(secret, "\r\n\t", to);
}

static void
no_width(const char *secret, struct buf *to)
{
	between(secret, "\342\200\213", to);
}

static void
no_width_json(const char *secret, struct buf *to)
{
	between(secret, "\\u200b\\u00AD", to);
}

static void
no_width_percent(const char *secret, struct buf *to)
{
	between(secret, "%E2%80%8B%20", to);
}

static void
soft_hyphen(const char *secret, struct buf *to)
{
	between(secret, "\302\255", to);
}

static const struct spelling spellings[] = {
	{ "as it is", as_it_is },
	{ "JSON", json_once },
	{ "JSON in JSON", json_twice },
	{ "JSON's numbers", json_numbers },
	{ "JSON's numbers in JSON", json_numbers_twice },
	{ "percent-encoded", percent },
	{ "percent-encoded twice", percent_twice },
	{ "with blanks", blanks },
	{ "with ends of lines", lines },
	{ "with U+200B", no_width },
	{ "with U+200B as JSON writes it", no_width_json },
	{ "with U+200B percent-encoded", no_width_percent },
	{ "with soft hyphens", soft_hyphen },
};

static const char *const secrets[] = {
	"eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl",
	"se/c\"r\\et+=",
	"p\303\244sswort",
	"tok.en",
	"%41bc\\u0041",
};

/* The letters of `text` from `from` to n bytes before its end are masked, and
 * nothing around them. */
static void
check(const char *secret, const struct spelling *how, const char *before,
      const char *after)
{
	struct secrets s = { .token = BUF(1 << 16) };
	struct buf text = BUF(1 << 16);
	size_t from, to, wrong = 0;

	buf_adds(&s.token, secret);
	buf_adds(&text, before);
	from = text.len;
	how->write(secret, &text);
	to = text.len;
	buf_adds(&text, after);
	secrets_hide(&s, text.data, text.len);
	for (size_t i = from; i < to; i++)
		wrong += text.data[i] != '*';
	ok(!wrong && !memcmp(text.data, before, from) &&
		   !strcmp(text.data + to, after),
	   "%s %s, '%s' '%s'", secret, how->name, before, after);
	if (wrong)
		printf("# %s\n", text.data);
	secrets_free(&s);
	buf_free(&text);
}

static void
hidden(void)
{
	static const char *const places[][2] = {
		{ "", "" },
		{ "{\"clientSecret\":\"", "\"}" },
		{ "a e ey ", " z" },
		{ "?x=", "&y" },
	};

	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		for (size_t k = 0; k < sizeof spellings / sizeof *spellings;
		     k++)
			for (size_t p = 0; p < sizeof places / sizeof *places;
			     p++)
				check(secrets[i], &spellings[k], places[p][0],
				      places[p][1]);
}

/* A text that ends anywhere after eight letters of the secret, also within the
 * spelling of a letter. */
static void
cut_off(const char *secret, const struct spelling *how)
{
	struct secrets s = { .token = BUF(1 << 16) };
	struct buf start = BUF(1 << 16), whole = BUF(1 << 16);
	char *first = strndup(secret, 9), *text;
	size_t left = 0;

	buf_adds(&s.token, secret);
	how->write(first, &start);
	how->write(secret, &whole);
	for (size_t n = start.len; n < whole.len; n++) {
		text = strndup(whole.data, n);
		secrets_hide(&s, text, n);
		left += strspn(text, "*") != n;
		free(text);
	}
	is_int((long long)left, 0, how->name);
	free(first);
	secrets_free(&s);
	buf_free(&start);
	buf_free(&whole);
}

static void
left(void)
{
	static const struct {
		const char *said, *left;
	} rows[] = {
		{ "no secret", "no secret" },
		{ "tok.e", "tok.e" },
		{ "", "" },
		{ "a tok.entok.en b", "a ************ b" },
		{ "tok-en", "tok-en" },
		{ "the start of long-secret-", "the start of ************" },
		{ "long-secret-o or so", "long-secret-o or so" },
	};
	struct secrets s = { .token = BUF(64), .client_secret = BUF(64) };
	char text[64];

	buf_adds(&s.token, "tok.en");
	buf_adds(&s.client_secret, "long-secret-of-24-bytes");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(text, sizeof text, "%s", rows[i].said);
		secrets_hide(NULL, text, strlen(text));
		is_str(text, rows[i].said, "of nothing, nothing is hidden");
		secrets_hide(&s, text, strlen(text));
		is_str(text, rows[i].left, rows[i].said);
	}
	secrets_free(&s);
	is_int((long long)s.token.len, 0, "freed");
}

static void
tokens(void)
{
	static const struct {
		const char *text;
		int sign, opaque;
	} rows[] = {
		{ "Route POST:/v1/auth/access_token not found", 0, 0 },
		{ "invalid_client_credentials", 0, 0 },
		{ "see https://api.getport.io/v1/auth for 2 days", 0, 0 },
		{ "<html>", 0, 0 },
		{ "{\"accessToken\":\"x\"}", 1, 1 },
		{ "{\"a\":\"{\\\"access_token\\\" : 1\"", 1, 1 },
		{ "access_token=x", 1, 1 },
		{ "%22accessToken%22%3A%22x", 1, 1 },
		{ "{\"\\u0061ccessToken\":1}", 1, 1 },
		{ "a eyJhbGci b", 1, 1 },
		{ "e y J h b", 1, 1 },
		{ "Marked-Token-9876543210", 0, 1 },
		{ "6f9619ff8b86d011b42d00c04fc964ff", 0, 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = strlen(rows[i].text);

		is_int(secrets_token_in(rows[i].text, n, false), rows[i].sign,
		       rows[i].text);
		is_int(secrets_token_in(rows[i].text, n, true), rows[i].opaque,
		       "and opaque ones");
	}
}

/* Millions of backslashes, which all escape one letter. */
static void
long_runs(void)
{
	const struct rlimit seconds = { 20, 20 };
	struct secrets s = { .token = BUF_SECRET(100) };
	size_t n = 4 << 20;
	char *text = malloc(n);

	if (!text || buf_adds(&s.token, "eyJhbGci"))
		exit(1);
	setrlimit(RLIMIT_CPU, &seconds);
	memset(text, '\\', n);
	text[0] = 'e';
	memcpy(text + n - 8, "eyJhbGci", 8);
	secrets_hide(&s, text, n);
	ok(!memcmp(text + n - 8, "********", 8),
	   "a secret after a long run of backslashes is hidden in time");
	memset(text + 1, '\\', n - 1);
	ok(!secrets_token_in(text, n, true), "none is found there in time");
	secrets_free(&s);
	free(text);
}

int
main(void)
{
	hidden();
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		cut_off(secrets[0], &spellings[i]);
		cut_off(secrets[1], &spellings[i]);
	}
	left();
	tokens();
	long_runs();
	return done();
}
