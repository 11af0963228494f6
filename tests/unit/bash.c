/* filter/complete/bash.h: command lines are split into words, and words are
 * quoted. */
#include "filter/complete/bash.h"

#include "tests/tap.h"

#define BREAKS " \t\n\"'@><=;|&(:"

/* The last word as "words|last word|quote|kept", then "$" if it holds an
 * expansion and ">" if it is the file of a redirection. */
static const struct {
	const char *line, *want;
} lines[] = {
	{ "port-get", "1|port-get||0" },
	{ "port-get ", "2|||0" },
	{ "port-get  a\tb", "3|b||0" },
	{ "port-get service:che", "2|service:che||8" },
	{ "port-get service\\:che", "2|service:che||0" },
	{ "port-get 'service:che", "2|service:che|'|0" },
	{ "port-get \"service:che", "2|service:che|\"|0" },
	{ "port-get service:\"che", "2|service:che|\"|8" },
	{ "port-get 'service':che", "2|service:che||8" },
	{ "port-get 'ser'vi\"ce", "2|service|\"|5" },
	{ "port-get 'service:'che", "2|service:che||0" },
	{ "port-get 'a b' c\\ d", "3|c d||0" },
	{ "port-get 'it'\\''s", "2|it's|'|3" },
	{ "port-get \"a\\\"b\\$c\\d", "2|a\"b$c\\d|\"|0" },
	{ "port-get '' x", "3|x||0" },
	{ "port-get --api-url=e", "2|--api-url=e||10" },
	{ "port-get @file", "2|@file||0" },
	{ "port-get b:me@po", "2|b:me@po||4" },
	{ "port-get a\\", "2|a||0" },
	{ "port-get $x", "2|$x||0$" },
	{ "port-get \"$x", "2|$x|\"|0$" },
	{ "port-get '$x", "2|$x|'|0" },
	{ "port-get \\$x", "2|$x||0" },
	{ "port-get `x", "2|`x||0$" },
	{ "port-get $(x) y", "3|y||0" },
	{ "port-get > fi", "2|fi||0>" },
	{ "port-get x 2>fi", "3|fi||0>" },
	{ "port-get <in x", "2|x||0" },
	{ "port-get x2> fi", "3|fi||0>" },
};

static const struct {
	const char *text, *bare, *in_single, *in_double;
} quoted[] = {
	{ "checkout", "checkout", "checkout", "checkout" },
	{ "a b", "a\\ b", "a b", "a b" },
	{ "o'brien", "o\\'brien", "o'\\''brien", "o'brien" },
	{ "a\"b", "a\\\"b", "a\"b", "a\\\"b" },
	{ "$(x)", "\\$\\(x\\)", "$(x)", "\\$(x)" },
	{ "`x`", "\\`x\\`", "`x`", "\\`x\\`" },
	{ "a\\b", "a\\\\b", "a\\b", "a\\\\b" },
	{ "a!b", "a\\!b", "a!b", "a\"\\!\"b" },
	{ "~x", "\\~x", "~x", "~x" },
	{ "{a,b}*?[#", "\\{a,b\\}\\*\\?\\[\\#", "{a,b}*?[#", "{a,b}*?[#" },
	{ "donn\xc3\xa9""es", "donn\xc3\xa9""es", "donn\xc3\xa9""es",
	  "donn\xc3\xa9""es" },
	{ "", "", "", "" },
};

static void
test_split(void)
{
	char got[200];
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct bash_line l;

		bash_split(lines[i].line, BREAKS, &l);
		snprintf(got, sizeof got, "%d|%s|%s|%zu%s%s", l.word.n,
			 l.word.word[l.word.n - 1],
			 (char[]){ l.quote, '\0' }, l.kept,
			 l.expands ? "$" : "", l.redirected ? ">" : "");
		is_str(got, lines[i].want, lines[i].line);
		bash_free(&l);
	}
}

static void
test_quote(const char *text, char quote, const char *want)
{
	struct buf b = BUF(1000);

	bash_quote(&b, text, quote);
	is_str(buf_text(&b), want, text);
	buf_free(&b);
}

int
main(void)
{
	size_t i;

	test_split();
	for (i = 0; i < sizeof quoted / sizeof *quoted; i++) {
		test_quote(quoted[i].text, 0, quoted[i].bare);
		test_quote(quoted[i].text, '\'', quoted[i].in_single);
		test_quote(quoted[i].text, '"', quoted[i].in_double);
	}
	return done();
}
