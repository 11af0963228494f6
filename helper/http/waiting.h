/* The line on a terminal while we wait for Port. It is erased when the wait
 * ends. */
#ifndef HELPER_HTTP_WAITING_H
#define HELPER_HTTP_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/reply.h"

struct waiting {
	bool shows; /* the line on the terminal is ours */
};

/* A request is retried, for the `try`th of `of` times. */
void waiting_retry(struct waiting *w, const struct http_reply *failed, int try,
		   int of);

/* A wait has lasted since `begun` (clock_ticks). It is shown after a second,
 * unless there is another progress line. */
void waiting_on(struct waiting *w, int64_t begun);

void waiting_end(struct waiting *w);

#endif
