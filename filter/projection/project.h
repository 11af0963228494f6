/* Cuts an input down to what the filter reads of it, while its bytes are
 * checked. */
#ifndef FILTER_PROJECTION_PROJECT_H
#define FILTER_PROJECTION_PROJECT_H

#include <stdbool.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/scan.h"

/*
 * Pass over the value that the walk stands before, as json_pass does; false: no
 * JSON. *ret is a text to which the filter gives the results, and the errors,
 * that it gives to that value: the value cut down to what is read, added to
 * `to`; with one path the value at its end (is_result); no text where the
 * filter gives nothing (is_result, no bytes); or all of it (it is no object,
 * all of it is read, it is deep, a key on the way is spelled with an escape, or
 * `to` is full). It is never longer than the value.
 */
bool project(const struct projection *r, struct json_walk *w, struct buf *to,
	     struct text *ret);

#endif
