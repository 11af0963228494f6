/* One try of one request: libcurl's options, and its result. client.c drives
 * it. */
#ifndef HELPER_HTTP_TRANSFER_H
#define HELPER_HTTP_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/header.h"
#include "helper/http/reply.h"
#include "helper/http/libcurl.h"
#include "helper/http/request.h"

struct transfer {
	/* Set and owned by the caller. */
	const struct libcurl *curl;
	const struct request *request;
	struct http_reply *reply; /* its body is empty, with a maximum */
	long timeout;		  /* seconds */
	bool fresh;		  /* use a new connection */
	bool patient;		  /* wait for a connection to share */

	CURL *easy; /* NULL: not running */
	struct header head;
	size_t head_bytes;	   /* as received */
	size_t received;	   /* of the body, before it is decoded */
	int64_t began;		   /* ticks */
	int64_t moved;		   /* ticks of the last kilobyte; 0: no
				      connection yet */
	size_t counted;		   /* bytes until then */
	enum http_failure failure; /* found by one of our callbacks */
	const char *why;
	char error[CURL_ERROR_SIZE];
};

/* Ready for curl_multi_add_handle; false: out of memory. */
bool transfer_begin(struct transfer *t);

/* Whether to end it now: the server has taken longer than `timeout` to its
 * first byte or to the next kilobyte, or has sent more than the maximum.
 * Connecting is timed by libcurl. */
bool transfer_must_end(struct transfer *t, int64_t now);

/* It has ended with this result, and left the multi handle: fill in the reply.
 * error_explain (error.h) explains a failure. */
void transfer_end(struct transfer *t, CURLcode result);

/* Free what it holds. */
void transfer_drop(struct transfer *t);

#endif
