/* Time that neither a changed clock nor a suspended laptop can stretch. */
#ifndef HELPER_BASE_CLOCK_H
#define HELPER_BASE_CLOCK_H

#include <stdint.h>

/* One point in time, told three ways. Seconds. */
struct moment {
	int64_t wall;	  /* since the epoch */
	int64_t boot;	  /* since boot, suspended time included */
	char boot_id[37]; /* which boot; "" if the kernel does not say */
};

void clock_now(struct moment *ret);

/* Seconds from `then` until now: by boot time within one boot, else by wall
 * time. INT64_MAX when that clock is behind `then`: how much time has passed is
 * not known, and what was kept counts as long past. */
int64_t clock_since(const struct moment *then);

/* Milliseconds of a clock that only goes forward; for deadlines in one run. */
int64_t clock_ticks(void);

/* Sleep that long, however many signals are caught meanwhile. */
void clock_sleep(int64_t milliseconds);

#endif
