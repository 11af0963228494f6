/* Lists of words: names, fields, files. */
#ifndef FILTER_CLI_STRINGS_H
#define FILTER_CLI_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

struct strings {
	char **word; /* owned */
	int n;
};

/* Append a copy of n bytes. Ends the run if memory runs out. */
void strings_add(struct strings *w, const char *text, size_t n);
void strings_free(struct strings *w);

/* Whether a word is one of a list, which NULL ends. */
bool strings_among(const char *const *list, const char *word);

#endif
