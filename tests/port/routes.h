/* The routes of Port that are played: one table. */
#ifndef PORT_ROUTES_H
#define PORT_ROUTES_H

#include "tests/port/call.h"

struct route {
	const char *method;
	const char *pattern;	/* "blueprints/:/entities": `:` any segment */
	const char *kind;	/* what a fault calls it */
	jv (*serve)(struct call *call);	/* the body; call->status */
	const char *query;	/* shapes (shape.h); NULL: anything goes */
	const char *body;	/* NULL: not looked at */
	enum { LOCKED, OPEN, COMPRESSED } way;	/* OPEN: without a token;
				   COMPRESSED: may be, and with a token */
	const char *key;	/* envelope, for what serves several routes */
	const char *from;	/* the seed's collection, likewise */
};

/* Finds the route and fills in route and arg; NULL: there is none. */
const struct route *route_find(struct call *call);
/* The raw names of all kinds, for --help. */
void routes_help(FILE *out);

#endif
