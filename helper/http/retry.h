/* Whether to retry a request, and how long to wait before that. */
#ifndef HELPER_HTTP_RETRY_H
#define HELPER_HTTP_RETRY_H

#include <stdbool.h>
#include <stdint.h>

enum {
	RETRY_WAIT_MAX =
		310,	   /* seconds; the longest wait that Port may ask for */
	RETRY_FIRST = 250, /* milliseconds before the first retry */
	RETRY_LAST = 8000  /* the longest, apart from jitter */
};

/* 408, 429, 5xx. */
bool retry_status(int status);

/*
 * Milliseconds before the n-th retry (from 1): growing and jittered by a
 * quarter either way, so that many clients do not come back at once; or the
 * `asked` seconds (0 or less: none asked) and a little more.
 */
int64_t retry_pause(int n, int64_t asked);

#endif
