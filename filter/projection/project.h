/* Cuts an input down to what the filter reads, while it checks its bytes. */
#ifndef FILTER_PROJECTION_PROJECT_H
#define FILTER_PROJECTION_PROJECT_H

#include <stdbool.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/scan.h"

/*
 * Move past the value at the walk, as json_pass does; false: not JSON. *ret is
 * a text for which the filter has the same results and errors:
 *
 *  - the value cut down to what is read, added to `to`;
 *  - with one path the value at its end (is_result);
 *  - nothing, if the filter has no result (is_result, no bytes);
 *  - else the whole value: it is not an object, all of it is read, it is deep,
 *    a key on the path is spelled with an escape, or `to` is full.
 *
 * It is never longer than the value.
 */
bool project(const struct projection *r, struct json_walk *w, struct buf *to,
	     struct text *ret);

#endif
