/* The GET routes of Port's API. tests/completions/routes.t compares them with
 * those of the tests' stand-in for Port. */
#ifndef FILTER_CLI_ROUTE_TABLE_H
#define FILTER_CLI_ROUTE_TABLE_H

#include <stdbool.h>

/* Its names come from a search, since a blueprint may have any number. */
#define ROUTES_ENTITY "blueprints/*/entities/*"

struct route {
	const char *path; /* below /v1/; `*`: a name that only Port knows. A
			     parameter that Port requires follows it */
	const char *list; /* of a last `*`: the parameters of the route
			     before it, which lists the names; else NULL */
	const char *name; /* the field of a listed item that is the name */
};

/* Ends with a path that is NULL. */
extern const struct route routes[];

/* Whether a route is this one word. */
bool route_is_word(const char *word);

/* Whether names follow a route: "blueprints", "actions/runs". */
bool route_lists(const char *route);

#endif
