/* One resource: an entity out of its envelope, any other answer whole. */
#ifndef FILTER_SOURCE_SINGLE_H
#define FILTER_SOURCE_SINGLE_H

#include "filter/source/fetch.h"
#include "filter/source/source.h"

/* Wait for the answer and take the JSON out of it; *ret lives until fetch_end.
 * 0, or a code after a message and a hint. `list` is the list with the
 * resource, "stdin" or a file; NULL: none. */
int single_take(struct fetcher *f, struct fetch *r, const char *list,
		struct text *ret);

#endif
