/* The table of the routes that the stand-in plays. */
#ifndef PORT_ROUTES_H
#define PORT_ROUTES_H

#include "tests/port/call.h"

struct route {
	const char *method;
	const char *pattern;	/* "blueprints/:/entities"; `:` is any */
	const char *kind;	/* its name in faults */
	jv (*serve)(struct call *call);	/* the body; call->status */
	const char *query;	/* shapes (shape.h); NULL: anything goes */
	const char *body;	/* NULL: not looked at */
	enum { LOCKED, OPEN, COMPRESSED } way;	/* OPEN: without a token;
				   COMPRESSED: may be, and with a token */
	const char *key;	/* envelope, if `serve` has several routes */
	const char *from;	/* the seed's collection, likewise */
};

/* Finds the route and fills in route and arg; NULL: there is none. */
const struct route *route_find(struct call *call);
/* Prints the names of all kinds, for --help. */
void routes_help(FILE *out);

#endif
