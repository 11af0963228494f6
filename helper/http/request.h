/* A copy of a request. It is wiped: tokens and bodies are secret. */
#ifndef HELPER_HTTP_REQUEST_H
#define HELPER_HTTP_REQUEST_H

#include <stdbool.h>

#include "helper/base/buf.h"
#include "helper/http/reply.h"
#include "helper/http/libcurl.h"

struct request {
	char *url;
	bool post;	 /* else GET */
	struct buf body; /* of a POST */
	struct curl_slist *headers;
	struct secrets secrets; /* hide these in messages */
};

/* false: out of memory. Free it either way. */
bool request_copy(struct request *ret, const struct libcurl *curl,
		  const struct http_request *r);

void request_free(struct request *q, const struct libcurl *curl);

#endif
