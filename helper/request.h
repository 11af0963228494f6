/* A request in our own memory, which is wiped: tokens and bodies are secret. */
#ifndef HELPER_REQUEST_H
#define HELPER_REQUEST_H

#include <stdbool.h>

#include "helper/buf.h"
#include "helper/http.h"
#include "helper/libcurl.h"

struct request {
	char *url;
	bool post;		/* else GET */
	struct buf body;	/* of a POST */
	struct curl_slist *headers;
	struct buf token, hide;	/* what a refusal must not repeat */
	bool gzip;		/* the answer may be compressed */
};

/* false: out of memory. Free it either way. */
bool request_copy(struct request *ret, const struct libcurl *curl,
		  const struct http_request *r);

/* Blot out of an answer whatever of our secrets it repeats. */
void request_hide(const struct request *q, struct http_reply *reply);

void request_free(struct request *q, const struct libcurl *curl);

#endif
