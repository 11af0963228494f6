/* A point in time, for people. */
#ifndef HELPER_CLI_WHEN_H
#define HELPER_CLI_WHEN_H

#include <stdint.h>

#include "helper/base/buf.h"

/* Append the time in `seconds` from now, in local time and relative:
 * "2026-05-04 17:24:18 CEST, in 2 h 13 min". Negative: "..., 5 min ago". 0, or
 * -1 as buf_add. */
int when_add(struct buf *ret, int64_t seconds);

#endif
