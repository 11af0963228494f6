/* helper/base/utf8.h and control.h: what is valid UTF-8, and which characters
 * are controls. */
#include "helper/base/utf8.h"

#include "helper/base/control.h"
#include "tests/tap.h"

static const struct {
	const char *text;
	int bytes;	/* of the first character; 0: invalid */
	const char *name;
} characters[] = {
	{ "a", 1, "a letter" },
	{ "\x7f", 1, "the last of one byte" },
	{ "\xc2\x80", 2, "U+0080" },
	{ "\xdf\xbf", 2, "U+07FF" },
	{ "\xe0\xa0\x80", 3, "U+0800" },
	{ "\xed\x9f\xbf", 3, "before the surrogates" },
	{ "\xef\xbf\xbf", 3, "U+FFFF" },
	{ "\xf0\x90\x80\x80", 4, "U+10000" },
	{ "\xf4\x8f\xbf\xbf", 4, "U+10FFFF" },
	{ "\x80", 0, "a byte that continues nothing" },
	{ "\xbf", 0, "the last of those" },
	{ "\xc0\x80", 0, "an overlong NUL" },
	{ "\xc1\xbf", 0, "an overlong letter" },
	{ "\xe0\x9f\xbf", 0, "three bytes for two" },
	{ "\xf0\x8f\xbf\xbf", 0, "four bytes for three" },
	{ "\xed\xa0\x80", 0, "a surrogate" },
	{ "\xf4\x90\x80\x80", 0, "above U+10FFFF" },
	{ "\xf5\x80\x80\x80", 0, "five bytes once" },
	{ "\xff", 0, "0xFF" },
	{ "\xc3", 0, "half of two" },
	{ "\xe2\x82", 0, "two of three" },
	{ "\xf0\x9f\x98", 0, "three of four" },
	{ "\xc3(", 0, "a letter for the second" },
	{ "\xe2\x82(", 0, "a letter for the third" },
};

static void
test_characters(void)
{
	for (size_t i = 0; i < sizeof(characters) / sizeof(*characters); i++) {
		const char *text = characters[i].text;
		int bytes = characters[i].bytes;

		ok((int)utf8_char(text, strlen(text)) == bytes &&
		   utf8_valid(text, strlen(text)) == (bytes > 0),
		   "%s", characters[i].name);
	}
	ok(utf8_valid("", 0), "nothing is valid");
	ok(utf8_valid("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 10), "a mixture");
	ok(!utf8_valid("a\xc3\xa9\x9b", 4), "not with a byte too many");
}

static void
test_controls(void)
{
	is_int((long long)control_at("\x1b[", 2), 1, "C0");
	is_int((long long)control_at("\x7f", 1), 1, "DEL");
	is_int((long long)control_at("\xc2\x9b", 2), 2, "C1");
	is_int((long long)control_at("\x9b""1m", 3), 1, "C1 as a single byte");
	is_int((long long)control_at("\x80", 1), 1, "the first of them");
	is_int((long long)control_at("\xa0", 1), 0, "the character after them");
	is_int((long long)control_at("\xc2\xa0", 2), 0, "U+00A0");
	is_int((long long)control_at("\xc2", 1), 0, "half a character");
	is_int((long long)control_at("a", 1), 0, "a letter");
	is_int((long long)control_at("\u202a", 3), 3, "an embedding");
	is_int((long long)control_at("\u202e", 3), 3, "an override");
	is_int((long long)control_at("\u2066", 3), 3, "an isolate");
	is_int((long long)control_at("\u2069", 3), 3, "the last of them");
	is_int((long long)control_at("\u202e", 2), 0, "half of one");
	is_int((long long)control_at("\u2029", 3), 0, "the one before");
	is_int((long long)control_at("\u202f", 3), 0, "the one after");
	is_int((long long)control_at("\u206a", 3), 0, "the one after isolates");
	is_int((long long)control_at("\u200f", 3), 0, "a mark");
	is_int((long long)control_at("\u061c", 2), 0, "another mark");
	is_int(control_code("\u202e", 3), 0x202e, "its code");
	is_int(control_code("\u2069", 3), 0x2069, "the last one's");
	is_int(control_code("\xc2\x9b", 2), 0x9b, "C1's");
	is_int(control_code("\x9b", 1), 0x9b, "a byte's");
}

static void
test_plain(void)
{
	static const char *const good[] = {
		"", "me@example.org", " a b ", "~", "\xc2\xa0", "é", "√",
		"\xef\xbf\xbd", "a\"b\\c 'd'",
	};
	static const char *const bad[] = {
		"a\tb", "\x01", "a\n", "\x7f", "\x1b[31m", "\xc2\x80",
		"a\xc2\x9bz", "\xc2\x9f", "\x80", "a\xff", "\xc3",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ok(utf8_plain(good[i], strlen(good[i])), "plain: %s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!utf8_plain(bad[i], strlen(bad[i])), "not plain: %zu", i);
	ok(!utf8_plain("a\0b", 3), "not plain: a NUL");
}

static void
test_trim(void)
{
	static const char *const trimmed[][2] = {
		{ "", "" }, { " \t\r\n", "" }, { "a", "a" },
		{ "\r\n a b\t\r\n", "a b" }, { " \x01 ", "\x01" },
	};
	size_t n;

	for (size_t i = 0; i < sizeof(trimmed) / sizeof(*trimmed); i++) {
		const char *rest = control_trim(trimmed[i][0], &n);

		ok(n == strlen(trimmed[i][1]) && !memcmp(rest, trimmed[i][1], n),
		   "trimmed: %zu", i);
	}
}

int
main(void)
{
	test_characters();
	test_controls();
	test_plain();
	test_trim();
	return done();
}
