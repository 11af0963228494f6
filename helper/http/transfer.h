/* One try of one request, from the options that libcurl gets to what is made
 * of its result. Moving it along is helper/http/client.c's. */
#ifndef HELPER_HTTP_TRANSFER_H
#define HELPER_HTTP_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/header.h"
#include "helper/http/reply.h"
#include "helper/http/libcurl.h"
#include "helper/http/request.h"

struct transfer {
	/* Set by the caller, and his. */
	const struct libcurl *curl;
	const struct request *request;
	struct http_reply *reply; /* its body made, with its maximum */
	long timeout;		  /* seconds */
	bool fresh;		  /* not on a connection that is open */
	bool patient;		  /* wait for a connection to share */

	CURL *easy; /* NULL: not under way */
	struct header head;
	size_t head_bytes;	   /* as received */
	size_t received;	   /* of the body, before it is decoded */
	int64_t began;		   /* ticks */
	int64_t moved;		   /* ticks of the last kilobyte; 0: no
				      connection yet */
	size_t counted;		   /* bytes up to then */
	enum http_failure failure; /* what our own callbacks found */
	const char *why;
	char error[CURL_ERROR_SIZE];
};

/* Ready for curl_multi_add_handle; false: out of memory. */
bool transfer_begin(struct transfer *t);

/* Whether to end it now: the server has taken longer than `timeout` to its
 * first byte or to the next kilobyte, or has sent more than the maximum.
 * Connecting is timed by libcurl. */
bool transfer_must_end(struct transfer *t, int64_t now);

/* It is over, with this result, and out of the multi handle: fill the reply. A
 * failure is for error_explain (error.h) to tell. */
void transfer_end(struct transfer *t, CURLcode result);

/* Give up what it holds. */
void transfer_drop(struct transfer *t);

#endif
