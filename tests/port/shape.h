/*
 * What a query string or a body must look like, written as in the table of GET
 * routes of tests/port/API.md: NAME[!]:TYPE[,TYPE][(A|B)][\[MIN..[MAX]\]]
 * [=DEFAULT], separated by blanks. `!` means required; a `*` by itself allows
 * other names. TYPE: string number boolean null object array (of strings)
 * objects (an array of objects) any.
 */
#ifndef PORT_SHAPE_H
#define PORT_SHAPE_H

#include <jv.h>

/* What is wrong with the object, as a string; invalid if nothing is. */
jv shape_check(const char *shape, jv object);

/* A query string (names to arrays of strings) with the values converted to the
 * types of the shape, if possible, and the defaults filled in. */
jv shape_typed(const char *shape, jv query);

#endif
