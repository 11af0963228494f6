/*
 * The head of an answer, line by line: what of it counts goes into the reply,
 * and how long Port asks to wait comes out (port-api, section 6).
 */
#ifndef HELPER_HTTP_HEADER_H
#define HELPER_HTTP_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/http/client.h"

enum head_encoding { HEAD_PLAIN, HEAD_GZIP, HEAD_OTHER };

struct head {
	bool whole;			/* its empty line has come */
	enum head_encoding encoding;	/* of the body */
	char retry_after[64];		/* as sent; "" none */
	char remaining[24];
	char reset[24];
};

/* One line as it came, its end included. A status line begins a new head. */
void head_line(struct head *h, struct http_reply *r, const char *line,
	       size_t n);

/*
 * Seconds that Port asks to wait: Retry-After with a 408, 429 or 5xx, else
 * x-ratelimit-reset with a 429 or where nothing remains; -1: it does not.
 * Sources disagree about the unit of x-ratelimit-reset: above 10000 it is an
 * epoch, judged by the server's own Date. What is no number and no date is as
 * if it were not there.
 */
int64_t head_wait(const struct head *h, const struct http_reply *r);

#endif
