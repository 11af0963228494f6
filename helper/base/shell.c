#include "helper/base/shell.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 1 << 16 }; /* bytes; no message is that long */

/* Characters that no shell treats specially, anywhere in a word. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789_-./:,@+";

int
shell_quote(struct buf *b, const char *word)
{
	if (!*word)
		return buf_adds(b, "''");
	/* A backslash goes outside the quotes: fish interprets it inside. */
	while (*word) {
		size_t n = strcspn(word, "'\\");

		if (n ? buf_addf(b, "'%.*s'", (int)n, word) :
			buf_addf(b, "\\%c", *word))
			return -1;
		word += n ? n : 1;
	}
	return 0;
}

int
shell_word(struct buf *b, const char *word)
{
	return *word && !word[strspn(word, plain)] ? buf_adds(b, word) :
						     shell_quote(b, word);
}

/* Format a word and append it with `quote`, in one of four buffers. */
__attribute__((format(printf, 2, 0))) static const char *
shell_format(int (*quote)(struct buf *, const char *), const char *format,
	     va_list args)
{
	static struct buf shown[4];
	static unsigned turn;
	struct buf *ret = &shown[turn++ % 4];
	char *word;
	int rc;

	ret->max = SHOWN_MAX;
	buf_clear(ret);
	if (vasprintf(&word, format, args) < 0)
		return "\1";
	rc = quote(ret, word);
	free(word);
	return rc ? "\1" : ret->data;
}

const char *
shell_quoted(const char *format, ...)
{
	const char *ret;
	va_list args;

	va_start(args, format);
	ret = shell_format(shell_quote, format, args);
	va_end(args);
	return ret;
}

const char *
shell_shown(const char *format, ...)
{
	const char *ret;
	va_list args;

	va_start(args, format);
	ret = shell_format(shell_word, format, args);
	va_end(args);
	return ret;
}
