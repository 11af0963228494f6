/*
 * Splits the command line into words, and quotes a word for its place, which
 * bash leaves to a completion. (zsh and fish do both.) Nothing in the line is
 * ever expanded or run.
 */
#ifndef FILTER_COMPLETE_BASH_H
#define FILTER_COMPLETE_BASH_H

#include <stdbool.h>
#include <stddef.h>

#include "filter/cli/strings.h"
#include "helper/base/buf.h"

struct bash_line {
	struct strings word; /* without quotes; the last one ends at the
				cursor and may be empty */
	char quote;	     /* open at the cursor: ' or "; 0: none */
	size_t kept; /* bytes of the last word that readline keeps: a candidate
			replaces only the rest */
	bool redirected; /* the last word is the file of a redirection */
	bool expands;	 /* the last word holds an expansion such as $x, so its
			    value is unknown */
};

/* Split `line`, the command up to the cursor, as bash and readline do;
 * `breaks` is COMP_WORDBREAKS. Free it. */
void bash_split(const char *line, const char *breaks, struct bash_line *ret);
void bash_free(struct bash_line *l);

/* Append `text` so that bash reads it unchanged after the quote `quote`, which
 * stays open, or outside quotes (0). If that fails, ret->failed is set. */
void bash_quote(struct buf *ret, const char *text, char quote);

/* Append the words that are offered, a line each, likewise. */
struct completion;
void bash_print(const struct completion *c, struct buf *ret);

#endif
