/* What the word at the cursor is to the program whose command line it is. */
#ifndef FILTER_COMPLETE_PLACE_H
#define FILTER_COMPLETE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/options.h"

enum place_kind {
	PLACE_OPTION,  /* begins with - */
	PLACE_OPERAND, /* the value of an option: `operand` */
	PLACE_WORD     /* neither: the argument number `words` */
};

struct place {
	enum place_kind kind;
	const struct options_row *table;
	char operand[32];    /* its name in the table: FILE, URL */
	const char *word;    /* the word at the cursor, and how many of its */
	size_t before;	     /* bytes stand before the value: --api-url= */
	int words;	     /* arguments before it that are not options */
	const char *first;   /* the first argument; NULL: none before it */
	const char *profile; /* -p, --api-url; NULL: not given */
	const char *api_url;
	bool from_file; /* -f, --from-file */
};

/* Walk the n words, the program's name first and the word at the cursor last,
 * as the program does. Everything points into `word` and `table`. */
void place_find(struct place *ret, const struct options_row *table, char **word,
		int n);

#endif
