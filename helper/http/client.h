/*
 * Requests over libcurl, which is loaded with the first one. One pool of
 * connections. Many calls may run at once; waiting for any of them drives all.
 *
 * Every call:
 *  1. uses https. http only for localhost, and then never through a proxy.
 *  2. follows no redirect, and reads no netrc, cookies or .curlrc.
 *  3. checks certificates. CURL_CA_BUNDLE, SSL_CERT_DIR and SSL_CERT_FILE
 *     count as for the curl tool; proxy variables as for libcurl.
 *  4. ends if its body passes its maximum, before or after decompression.
 *  5. needs a whole body, by its length or its last chunk. libcurl does not
 *     report that a gzip stream was cut short: the caller, who finds the body
 *     broken, calls http_again.
 *  6. shows no token and no request body; -v prints [hidden] instead.
 */
#ifndef HELPER_HTTP_CLIENT_H
#define HELPER_HTTP_CLIENT_H

#include <stdbool.h>

#include "helper/http/reply.h"

struct http;
struct http_call;

/* `timeout`, seconds: the longest to connect, to the first byte, or to the next
 * kilobyte. Loads nothing yet, and ends the run if memory runs out. http_free
 * also ends all calls. */
struct http *http_new(long timeout);
void http_free(struct http *h);

/*
 * Begin a call. The request is copied (secret parts into wiped memory). Retried
 * by itself: 408, 429, 5xx and network failures, `retries` times, with growing,
 * jittered pauses, or as long as Port asks, up to 310 s. A pause over 5 s is
 * announced on stderr; on a terminal every retry is. Never NULL: failures are
 * in the reply.
 */
struct http_call *http_start(struct http *h, const struct http_request *r);

/* Drive all calls without waiting. */
void http_pump(struct http *h);

/* Wait until this call has ended, driving the others too. Returns its reply,
 * which lives until http_end. A wait over a second is shown on a terminal. */
struct http_reply *http_wait(struct http *h, struct http_call *c);

/* Whether it has ended. */
bool http_ended(const struct http_call *c);

/* Wait until at least one of n calls has ended; its index. -1: n is 0. */
int http_wait_any(struct http *h, struct http_call *const *calls, int n);

/* Retry a call whose answer is broken, as after other failures, on a new
 * connection. false: no retry is left. */
bool http_again(struct http *h, struct http_call *c);

/* Cancel a call, or free one that has ended; NULL is fine. */
void http_end(struct http *h, struct http_call *c);

#endif
