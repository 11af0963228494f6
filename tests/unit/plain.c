/* Which text is plain, and what is cut from its ends. */
#include "helper/base/plain.h"

#include "tests/tap.h"

int
main(void)
{
	static const char *const good[] = {
		"", "id", "me@example.org", " a b ", "~", "\xc2\xa0", "é", "√",
		"\xef\xbf\xbd", "\xed\x9f\xbf", "\xee\x80\x80",
		"\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "a\"b\\c 'd'",
	};
	static const char *const bad[] = {
		"a\tb", "\x01", "a\n", "\x7f", "\x1b[31m",
		"\xc2\x80", "a\xc2\x9bz", "\xc2\x9f",
		"\x80", "\xff", "a\xff", "\xc3", "\xc3(", "\xe2\x82",
		"\xe2(\xac", "\xf0\x90\x80", "\xf0\x90\x80(",
		"\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80",
	};
	static const char *const trimmed[][2] = {
		{ "", "" }, { " \t\r\n", "" }, { "a", "a" },
		{ "\r\n a b\t\r\n", "a b" }, { " \x01 ", "\x01" },
	};
	size_t i, n;

	for (i = 0; i < sizeof good / sizeof *good; i++)
		ok(plain_text(good[i], strlen(good[i])), "plain: %s", good[i]);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!plain_text(bad[i], strlen(bad[i])), "not plain: %zu", i);
	ok(!plain_text("a\0b", 3), "not plain: a NUL");
	for (i = 0; i < sizeof trimmed / sizeof *trimmed; i++) {
		const char *rest = plain_trim(trimmed[i][0], &n);

		ok(n == strlen(trimmed[i][1]) && !memcmp(rest, trimmed[i][1], n),
		   "trimmed: %zu", i);
	}
	return done();
}
