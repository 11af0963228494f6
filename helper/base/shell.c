#include "helper/base/shell.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"

enum { SHOWN_MAX = 1 << 16 }; /* bytes; no message is that long */

/* Characters that no shell treats specially, anywhere in a word. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789_-./:,@+";

void
shell_quote(struct buf *b, const char *word)
{
	if (!*word)
		buf_adds(b, "''");
	/* A backslash goes outside the quotes: fish interprets it inside. */
	while (*word) {
		size_t n = strcspn(word, "'\\");

		if (n)
			buf_addf(b, "'%.*s'", (int)n, word);
		else
			buf_addf(b, "\\%c", *word);
		word += n ? n : 1;
	}
}

void
shell_word(struct buf *b, const char *word)
{
	if (*word && !word[strspn(word, plain)])
		buf_adds(b, word);
	else
		shell_quote(b, word);
}

const char *
shell_shown(const char *format, ...)
{
	static struct buf shown[4];
	static unsigned turn;
	struct buf *ret = &shown[turn++ % 4];
	va_list args;
	char *word;
	int n;

	ret->max = SHOWN_MAX;
	buf_clear(ret);
	va_start(args, format);
	n = vasprintf(&word, format, args);
	va_end(args);
	if (n < 0)
		output_no_memory(NULL);
	shell_word(ret, word);
	free(word);
	return ret->failed ? "\1" : ret->data;
}
