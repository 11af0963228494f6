/* What a terminal shows while we wait for Port: one line, wiped when the wait
 * ends. */
#ifndef HELPER_HTTP_WAITING_H
#define HELPER_HTTP_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/reply.h"

struct waiting {
	bool shows; /* the line on the terminal is ours */
};

/* What failed is tried again, for the `try`th of `of` times. */
void waiting_retry(struct waiting *w, const struct http_reply *failed, int try,
		   int of);

/* A wait since `begun` (clock_ticks) goes on. It is shown after a second, where
 * nobody else shows progress. */
void waiting_on(struct waiting *w, int64_t begun);

void waiting_end(struct waiting *w);

#endif
