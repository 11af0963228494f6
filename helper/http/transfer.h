/* A request as libcurl sends it: what it consists of, and one try at a time.
 * client.c drives it. */
#ifndef HELPER_HTTP_TRANSFER_H
#define HELPER_HTTP_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/http/header.h"
#include "helper/http/libcurl.h"
#include "helper/http/reply.h"
#include "helper/http/secrets.h"

struct transfer {
	const struct libcurl *curl;
	struct http_reply *reply; /* its body is empty, with a maximum */
	long timeout;		  /* seconds */

	/* A copy of the request. It is wiped: tokens and bodies are secret. */
	char *url;
	bool post;	 /* else GET */
	struct buf body; /* of a POST */
	struct curl_slist *headers;
	struct secrets secrets; /* hide these in messages */

	/* For the next try; the caller sets them. */
	bool fresh;   /* use a new connection */
	bool patient; /* wait for a connection to share */

	CURL *easy; /* NULL: not running */

	/* Of the last try, since transfer_begin. */
	struct {
		struct header head;
		size_t head_bytes; /* as received */
		size_t received;   /* of the body, before it is decoded */
		int64_t began;	   /* ticks */
		int64_t moved;	   /* ticks of the last kilobyte; 0: no
				      connection yet */
		size_t counted;	   /* bytes until then */
		enum http_failure failure; /* found by one of our callbacks */
		const char *why;
		char error[CURL_ERROR_SIZE];
	} try;
};

/* Copy a request. `t` is zero before. Ends the run if memory runs out. */
void transfer_open(struct transfer *t, const struct libcurl *curl,
		   const struct http_request *r);
void transfer_close(struct transfer *t);

/* Begin a try: ready for curl_multi_add_handle. false: out of memory. */
bool transfer_begin(struct transfer *t);

/* Whether to end it now: the server has taken longer than `timeout` to its
 * first byte or to the next kilobyte, or has sent more than the maximum.
 * Connecting is timed by libcurl. */
bool transfer_must_end(struct transfer *t, int64_t now);

/* The try has ended with this result, and left the multi handle: fill in the
 * reply, and explain a failure in it. */
void transfer_end(struct transfer *t, CURLcode result);

/* Drop the try, which has left the multi handle. */
void transfer_drop(struct transfer *t);

/* transfer_options.c: set libcurl's options for the try, all but the callbacks.
 * false: out of memory. */
bool transfer_set_options(struct transfer *t);

/* transfer_error.c: fill in failure, why (with the host's name) and no_ca of
 * the reply. A failure that one of our callbacks found explains libcurl's
 * result; otherwise `result` does. */
void transfer_explain(struct transfer *t, CURLcode result);

#endif
