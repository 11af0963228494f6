/* A point in time, as a person reads it. */
#ifndef HELPER_CLI_WHEN_H
#define HELPER_CLI_WHEN_H

#include <stdint.h>

#include "helper/base/buf.h"

/* Append what lies `seconds` ahead, in local time and from now: "2026-05-04
 * 17:24:18 CEST, in 2 h 13 min"; behind for less than 0: "... 5 min ago".
 * 0, or -1 as buf_add. */
int when_add(struct buf *ret, int64_t seconds);

#endif
