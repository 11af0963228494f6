/*
 * JSON texts as bytes: checked (RFC 8259), measured, cut and laid out, without
 * building values. What is done to values is libjq's.
 */
#ifndef FILTER_JSON_H
#define FILTER_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "filter/source.h"
#include "helper/buf.h"

/* One value at the start of p[0..n), white space before it skipped. Returns
 * the bytes up to its end, and fills *ret (may be NULL); 0: no JSON value
 * stands there whole. Depth is bounded by JSON_DEPTH_MAX. */
enum { JSON_DEPTH_MAX = 10000 };
size_t json_value(const char *p, size_t n, struct text *ret);

/* The text again without white space between tokens, nothing else changed. 0,
 * or -1 when memory is out. `t` has been checked. */
int json_compact(const struct text *t, struct buf *ret);

#endif
