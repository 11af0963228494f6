/* Turns --query, --include, --exclude, --param, --limit, --page-size and
 * --cursor into URL parameters and request bodies. */
#ifndef FILTER_SOURCE_SELECTION_H
#define FILTER_SOURCE_SELECTION_H

#include <jv.h>

#include "filter/cli/arguments.h"

struct selection {
	const struct reading *reading;
	jv query; /* the value of --query; invalid: not given */
};

/* 0, or EX_BAD_USAGE after a message: --query cannot be evaluated. Free *ret
 * either way. */
int selection_open(struct selection *ret, const struct arguments *args);
void selection_free(struct selection *s);

/*
 * Parse `text` and add the parameters; the path of a listing becomes its search
 * route. `where` is as in resource_parse_line. 0, or EX_BAD_USAGE after a
 * message: --query is missing or not for this resource, a parameter of a
 * listing is unknown, or a field is. Free *ret either way.
 */
int selection_resource(const struct selection *s, const char *where,
		       const char *text, struct resource *ret);

/* The most entities that a page of a listing may hold. */
long selection_page_size(const struct selection *s);

/* The request body for a resource; of a listing, for the page at `cursor`. The
 * caller frees it; NULL: it is a GET. */
char *selection_body(const struct selection *s, const struct resource *r,
		     const char *cursor);

#endif
