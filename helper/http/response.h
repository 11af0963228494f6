/*
 * Turns a response from Port into an exit code and an error line, the same for
 * both programs (port-get(1), EXIT STATUS; the error envelope:
 * tests/port/API.md, "Errors").
 */
#ifndef HELPER_HTTP_RESPONSE_H
#define HELPER_HTTP_RESPONSE_H

#include "helper/http/reply.h"

/*
 * 0 for a 2xx that arrived whole. Else one line on stderr,
 * "program: ABOUT: HTTP 404 not_found: message (trace ...)", and the code:
 * 401, 403: 7; 404, 410: 10; 3xx and other 4xx: 11; every other status and
 * failure: 9, but HTTP_INTERNAL: 13.
 * The body may say `error` as a string or an object, may have no `message`, be
 * text or HTML, or be empty.
 */
int response_check(const struct http_reply *r, struct subject about);

/* Report a 2xx that cannot be used: such a line with `why` in it. Returns 9. */
int response_unusable(const struct http_reply *r, struct subject about,
		      const char *why);

#endif
