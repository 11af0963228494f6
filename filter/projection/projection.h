/*
 * Finds which paths of its input a filter reads. project() then cuts each
 * entity down to those paths before libjq sees it; parsing the rest would take
 * most of the time of a listing.
 *
 * It understands part of jq's language: paths, select, objects, arrays,
 * operators, strings, if, and function calls, which count as reading all of
 * their input. For anything else (definitions, bound variables, assignments,
 * reduce, input, modules ...) projection_of returns NULL and nothing is cut.
 * For a filter that does not compile it may return either.
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

/* NULL: the whole input is read. */
struct projection *projection_of(const char *filter);
void projection_free(struct projection *r);

/* With one_path this is the filter: its result for that input (consumed), or an
 * invalid value with jq's message. */
jv projection_get(const struct projection *r, jv input);

#endif
