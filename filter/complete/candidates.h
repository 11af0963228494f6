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
	struct candidate *item;
	int n;
	bool more; /* there are others that fit */
};

/* Add the word `before` followed by `text`, unless it is there already or holds
 * a control byte: none of those may reach a terminal or end a line. Without
 * memory the word is left out. */
void candidates_add(struct candidates *c, const char *before, const char *text,
		    const char *help);
void candidates_free(struct candidates *c);

#endif
