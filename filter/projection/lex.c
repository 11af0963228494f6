#include "filter/projection/lex.h"

#include <string.h>

#include <jv.h>

bool
lex_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool
lex_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t
lex_name(const char *p)
{
	size_t n = 0;

	if (lex_alpha(*p))
		while (lex_alpha(p[n]) || lex_digit(p[n]))
			n++;
	return n;
}

bool
lex_is(const char *p, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(p, word, n) == 0;
}

bool
lex_unfollowed(const char *p, size_t n)
{
	static const char *const words[] = {
		"def",	 "reduce", "foreach", "import",	 "include",
		"label", "break",  "as",      "try",	 "catch",
		"input", "inputs", "then",    "elif",	 "else",
		"end",	 "and",	   "or",      "__loc__",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (lex_is(p, n, words[i]))
			return true;
	return false;
}

bool
lex_constant(const char *p, size_t n)
{
	return lex_is(p, n, "null") || lex_is(p, n, "true") ||
	       lex_is(p, n, "false") || lex_is(p, n, "empty");
}

size_t
lex_key(const char *p)
{
	size_t n = strcspn(p + 1, "\"\\");
	bool broken;
	jv key;

	if (p[1 + n] != '"')
		return 0;
	key = jv_string_sized(p + 1, (int)n);
	broken = strstr(jv_string_value(key), "\xef\xbf\xbd");
	jv_free(key);
	return broken ? 0 : n + 2;
}

void
lex_blank(const char **p)
{
	*p += strspn(*p, " \t\n");
}

bool
lex_sign(const char **p, const char *sign)
{
	size_t n = strlen(sign);

	lex_blank(p);
	if (strncmp(*p, sign, n) != 0)
		return false;
	*p += n;
	return true;
}

bool
lex_word(const char **p, const char *word)
{
	lex_blank(p);
	if (!lex_is(*p, lex_name(*p), word))
		return false;
	*p += strlen(word);
	return true;
}

bool
lex_operator(const char **p)
{
	static const char *const signs[] = {
		"==", "!=", "<=", ">=", "//", "<", ">", "+", "-", "*", "/", "%",
	};

	if (lex_word(p, "and") || lex_word(p, "or"))
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);

		if (strncmp(*p, signs[i], n) == 0 && (*p)[n] != '=')
			return lex_sign(p, signs[i]);
	}
	return false;
}
