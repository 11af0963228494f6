/* A request to Port, and the reply. */
#ifndef HELPER_HTTP_REPLY_H
#define HELPER_HTTP_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/base/msg.h"
#include "helper/http/secrets.h"

enum {
	HTTP_TRACE_MAX = 64, /* bytes kept of X-Trace-Id */
	HTTP_WAIT_MAX = 310  /* seconds; the longest wait that Port may ask
				for */
};

struct http_request {
	const char *url;
	const char *token; /* bearer; NULL: none */
	const char *body;  /* JSON, sent by POST; NULL: a GET */
	size_t max;	   /* largest answer, in bytes */
	int retries;	   /* after the first try */
	bool secret;	   /* the answer or the body holds one: wipe */
	const char *hide;  /* a secret in the body, or NULL: like the token, it
			      is hidden if an error repeats it */
};

/* How a call ended if not with an HTTP status. */
enum http_failure {
	HTTP_OK,	    /* a whole answer, whatever its status */
	HTTP_UNREACHABLE,   /* DNS, connect, reset, timeout, cut body */
	HTTP_UNTRUSTED,	    /* certificate, or none to check it by; never
			       retried */
	HTTP_TOO_LARGE,	    /* passed max; never retried */
	HTTP_WAIT_TOO_LONG, /* Port asks for more than HTTP_WAIT_MAX */
	HTTP_INTERNAL	    /* no libcurl, no memory */
};

struct http_reply {
	enum http_failure failure;
	int status;	 /* of the last try; 0: none arrived */
	int tries;	 /* how many there were */
	struct buf body; /* whole, decoded */
	int64_t date;	 /* the server's Date, epoch seconds; 0: none */
	int64_t wait;	 /* seconds Port asks to wait, see helper/http/header.h;
			    -1: it does not */
	char trace_id[HTTP_TRACE_MAX + 1];  /* X-Trace-Id, clean; "" none */
	char location[MSG_SERVER_TEXT + 1]; /* of a redirect, clean; "" */
	char why[MSG_SERVER_TEXT + 1];	    /* the failure as text, clean */
	bool no_ca; /* UNTRUSTED: there are no CA certificates */
	const struct secrets
		*secrets; /* hide these in text from the answer; NULL: none */
};

/* Whether a request with this status is worth a retry: 408, 429, 5xx. */
static inline bool
http_is_temporary(int status)
{
	return status == 408 || status == 429 ||
	       (status >= 500 && status <= 599);
}

#endif
