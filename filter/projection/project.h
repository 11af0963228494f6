/* An input cut down to what the filter reads of it, out of its bytes. */
#ifndef FILTER_PROJECTION_PROJECT_H
#define FILTER_PROJECTION_PROJECT_H

#include <stdbool.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/text.h"

/*
 * A JSON text to which the filter gives the results, and the errors, that it
 * gives to `t`, which has been checked (json.h). Put into `to`, cleared first.
 * false: take `t` itself (all of it is read, it is no object, a key on the way
 * is spelled with an escape, or memory is out).
 */
bool project(const struct projection *r, const struct text *t, struct buf *to);

#endif
