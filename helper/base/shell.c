#include "helper/base/shell.h"

#include <string.h>

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
