/* The words that completion offers. */
#ifndef FILTER_COMPLETE_CANDIDATES_H
#define FILTER_COMPLETE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

struct candidate {
	char *text;	  /* the whole word, without quotes; owned */
	const char *help; /* one line, static; NULL: none */
};

struct candidates {
	const char *word; /* the word at the cursor */
	size_t front;	  /* how many of its bytes come before what is added */
	struct candidate *item;
	int n;
	bool more; /* more words match than are kept */
};

/* Add the word whose part after `front` is these n bytes, if it begins with
 * what was typed. Leaves out a word that is not UTF-8 or holds a control byte,
 * since it could control a terminal or end a line, and a word for which memory
 * ran out. */
void candidates_add(struct candidates *c, const char *text, size_t n,
		    const char *help);

/* Sort the words and leave each in the list once. */
void candidates_sort(struct candidates *c);

void candidates_free(struct candidates *c);

#endif
