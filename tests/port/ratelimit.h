/* The x-ratelimit-* headers, and 429 where they are enforced. */
#ifndef PORT_RATELIMIT_H
#define PORT_RATELIMIT_H

#include <stdbool.h>
#include <stdint.h>
#include <jv.h>

struct window {
	int64_t since;		/* seconds; 0: not begun */
	long used;
};

/* One request more; `headers` (name to value) is taken and comes back with
 * those of the limit. *ret_over: this one is refused. */
jv ratelimit_take(struct window *window, jv headers, bool *ret_over);

#endif
