/*
 * What a filter reads of its input, told from its text. Where that is a few
 * paths, an input can be cut down to them before libjq ever sees it, which is
 * most of what a listing costs.
 *
 * Only a part of jq's language is understood: paths, select, objects, arrays,
 * operators, strings, if, and calls of functions, each taken to read all of its
 * input. Anything else (definitions, variables bound, assignments, reduce,
 * input, modules ...) reads the whole: projection_of says NULL and nothing is
 * cut. A filter that libjq would not compile may get either answer.
 */
#ifndef FILTER_PROJECTION_PROJECTION_H
#define FILTER_PROJECTION_PROJECTION_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

#include "filter/projection/node.h"

struct projection {
	char *filter;
	struct projection_node root;
	bool one_path;	  /* the filter is one plain path, or `.`: its
			     keys are the first children from the root */
	const char *text; /* if not NULL, the filter has neither results nor
			     errors for an input with another string than this
			     at `end` */
	size_t text_len;
	const struct projection_node *end; /* of the one path, or of the path
					      that is compared with `text` */
};

/* NULL: the whole input, or memory is out. */
struct projection *projection_of(const char *filter);
void projection_free(struct projection *r);

/* With one_path this is the filter: its result for that input (consumed), or an
 * invalid value with jq's message. */
jv projection_get(const struct projection *r, jv input);

#endif
