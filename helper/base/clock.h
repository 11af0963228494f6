/* Time that stays right when the clock is changed or the laptop sleeps. */
#ifndef HELPER_BASE_CLOCK_H
#define HELPER_BASE_CLOCK_H

#include <stdint.h>

/* One point in time on two clocks. Seconds. */
struct moment {
	int64_t wall;	  /* since the epoch */
	int64_t boot;	  /* since boot, including suspended time */
	char boot_id[37]; /* which boot; "" if unknown */
};

void clock_now(struct moment *ret);

/* Seconds from `then` until now: by boot time within one boot, else by wall
 * time. INT64_MAX if that clock is before `then`, so that a cached token counts
 * as expired. */
int64_t clock_since(const struct moment *then);

/* Milliseconds of a monotonic clock, for deadlines within a run. */
int64_t clock_ticks(void);

/* Sleep that long, even if signals are caught meanwhile. */
void clock_sleep(int64_t milliseconds);

#endif
