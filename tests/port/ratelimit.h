/* The x-ratelimit-* headers, and 429 if the limit is enforced. */
#ifndef PORT_RATELIMIT_H
#define PORT_RATELIMIT_H

#include <stdbool.h>
#include <stdint.h>
#include <jv.h>

struct window {
	int64_t since;		/* seconds; 0: not started */
	long used;
};

/* Counts one request. Takes `headers` (name to value) and returns them with
 * those of the limit. *ret_over: this request is refused. */
jv ratelimit_take(struct window *window, jv headers, bool *ret_over);

#endif
