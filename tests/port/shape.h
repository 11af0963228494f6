/*
 * What a query string or a body must look like, written as in the table of GET
 * routes of tests/port/API.md: NAME[!]:TYPE[,TYPE][(A|B)][\[MIN..[MAX]\]]
 * [=DEFAULT], separated by blanks; `!` is required, a lone `*` lets other names
 * in. TYPE: string number boolean null object array (of strings) objects (an
 * array of them) any.
 */
#ifndef PORT_SHAPE_H
#define PORT_SHAPE_H

#include <jv.h>

/* What is wrong with it, as a string; invalid if nothing is. */
jv shape_check(const char *shape, jv object);

/* A query string (names to arrays of strings) with its values turned into the
 * types of the shape, where they can be, and the defaults filled in. */
jv shape_typed(const char *shape, jv query);

#endif
