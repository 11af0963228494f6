/* libjq: a filter compiled once and run on input after input. */
#ifndef FILTER_SLICE_H
#define FILTER_SLICE_H

#include <jv.h>

#include "filter/query.h"

/* Evaluate `program` once on null with these --arg values, for --query: *ret
 * is its one result. EX_BAD_USAGE after a message when it does not compile,
 * fails, or has not exactly one result. */
int slice_once(const char *program, jv named, const char *what, jv *ret);

#endif
