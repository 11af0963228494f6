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
	bool whole;	      /* its empty line has come */
	char retry_after[64]; /* as sent; "" none */
	char remaining[24];
	char reset[24];
};

/* One line as it came, its end included. A status line begins a new head. */
void header_line(struct header *h, struct http_reply *r, const char *line,
		 size_t n);

/*
 * Seconds that Port asks to wait: Retry-After with a 408, 429 or 5xx, else
 * x-ratelimit-reset with a 429 or where nothing remains; -1: it does not.
 * Sources disagree about the unit of x-ratelimit-reset: above 10000 it is an
 * epoch, judged by the server's own Date. What is no number and no date is as
 * if it were not there.
 */
int64_t header_wait(const struct header *h, const struct http_reply *r);

#endif
