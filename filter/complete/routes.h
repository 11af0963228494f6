/* The GET routes of Port's API, for completion. tests/completions/routes.t
 * compares them with those of the tests' stand-in for Port. */
#ifndef FILTER_COMPLETE_ROUTES_H
#define FILTER_COMPLETE_ROUTES_H

#include "filter/complete/candidates.h"

/* Its names come from a search, since a blueprint may have any number. */
#define ROUTES_ENTITY "blueprints/*/entities/*"

struct route {
	const char *path; /* below /v1/; `*`: a name that only Port knows. A
			     parameter that Port requires follows it */
	const char *list; /* of a last `*`: the parameters of the route
			     before it, which lists the names; else NULL */
	const char *name; /* the field of a listed item that is the name */
};

/* Add the routes that begin with `typed`, each up to the next `*`; `before` is
 * written in front of all. */
void routes_offer(struct candidates *c, const char *before, const char *typed);

/* The route whose last `*` the last segment of `typed` stands for; NULL if
 * there is none, or Port lists no names for it. */
const struct route *routes_listed(const char *typed);

#endif
