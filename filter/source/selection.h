/* What is asked of a resource beside its name: --query, --include, --exclude,
 * --param, --limit, --page-size and --cursor, as URL parameters and bodies. */
#ifndef FILTER_SOURCE_SELECTION_H
#define FILTER_SOURCE_SELECTION_H

#include <jv.h>

#include "filter/cli/arguments.h"

struct selection {
	const struct reading *reading;
	jv query; /* what --query comes to; invalid: not given */
};

/* 0, or EX_BAD_USAGE after a message: an option that the kind of RESOURCE does
 * not take (for `-` that is all of them), a --query that is none. Free it
 * either way. */
int selection_open(struct selection *ret, const struct arguments *args);
void selection_free(struct selection *s);

/*
 * The resource that `text` names, with all parameters; a listing's path is its
 * search route. `where` as in resource_parse_line. EX_BAD_USAGE after a message
 * where there is a --query and no use for it, or use and none. Free it either
 * way.
 */
int selection_resource(const struct selection *s, const char *where,
		       const char *text, struct resource *ret);

/* The most entities that a page of a listing may hold. */
long selection_page_size(const struct selection *s);

/* The body for that resource, and for that page of a listing; the caller frees
 * it. *ret is NULL for a GET. EX_INTERNAL after a message. */
int selection_body(const struct selection *s, const struct resource *r,
		   const char *cursor, char **ret);

#endif
