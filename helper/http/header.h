/*
 * Reads the head of a response line by line: stores what matters in the reply
 * and returns how long Port asks you to wait (tests/port/API.md, "Limits").
 */
#ifndef HELPER_HTTP_HEADER_H
#define HELPER_HTTP_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/http/reply.h"

struct header {
	bool whole;	      /* its empty line has arrived */
	char retry_after[64]; /* as sent; "" none */
	char remaining[24];
	char reset[24];
};

/* Read one line, with its end. A status line begins a new head. */
void header_line(struct header *h, struct http_reply *r, const char *line,
		 size_t n);

/*
 * Seconds that Port asks to wait: Retry-After with a 408, 429 or 5xx, else
 * x-ratelimit-reset with a 429 or when nothing remains; -1: none. Sources
 * disagree about the unit of x-ratelimit-reset: above 10000 it is an epoch,
 * compared with the server's own Date. A value that is neither a number nor a
 * date is ignored.
 */
int64_t header_wait(const struct header *h, const struct http_reply *r);

#endif
