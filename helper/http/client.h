/*
 * Requests over libcurl, which is loaded with the first of them: a token that
 * is at hand is printed without it. One connection pool; many calls may be
 * under way at once, moved along by whoever waits for any of them.
 *
 * What every call keeps to:
 *  1. https, or http to this machine as written, and that never by a proxy.
 *  2. No redirect is followed; no netrc, no cookies, no .curlrc.
 *  3. Certificates are checked. CURL_CA_BUNDLE, SSL_CERT_DIR and SSL_CERT_FILE
 *     count as for the curl tool; proxy variables as for libcurl.
 *  4. A body over its maximum, counted before and after decompression, ends
 *     the call.
 *  5. A body counts only when it arrived whole, by its length or its last
 *     chunk. That a gzip stream was cut short libcurl does not tell: whoever
 *     reads the body finds it broken, and calls http_again.
 *  6. No token and no request body is ever shown; -v says [hidden].
 */
#ifndef HELPER_HTTP_CLIENT_H
#define HELPER_HTTP_CLIENT_H

#include <stdbool.h>

#include "helper/http/reply.h"

struct http;
struct http_call;

/* `timeout`, seconds: the longest to connect, to the first byte, or to the next
 * kilobyte. NULL only when memory runs out. Loads nothing yet. http_free also
 * ends all calls. */
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
