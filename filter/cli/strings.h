/* Lists of words: names, fields, files. */
#ifndef FILTER_CLI_STRINGS_H
#define FILTER_CLI_STRINGS_H

#include <stddef.h>

struct words {
	char **word;	/* owned */
	int n;
};

/* Append a copy of n bytes. 0, or EX_INTERNAL after a message. */
int words_add(struct words *w, const char *text, size_t n);
void words_free(struct words *w);

#endif
