/* Base URLs of Port's API, in one spelling. */
#ifndef HELPER_URL_BASE_URL_H
#define HELPER_URL_BASE_URL_H

#include <stdbool.h>
#include <stddef.h>

#define BASE_URL_DEFAULT "https://api.getport.io/v1"
#define BASE_URL_US "https://api.us.getport.io/v1"

/*
 * Turn `eu`, `us` or a URL, as port-token(1) allows them, into the one
 * spelling: scheme and host in lower case, api.port.io as api.getport.io,
 * without a default port, ending in /v1 without a slash after it. https only;
 * http only to localhost, 127.N.N.N and [::1] as written. User info, query,
 * fragment and control bytes are refused. The caller frees the result. NULL if
 * the text is not a URL of Port's API; *ret_why, static text, then says why.
 */
char *base_url_parse(const char *text, const char **ret_why);

/* Whether the n bytes are the name of the portal's host, which is not the
 * API's.
 */
bool base_url_is_portal(const char *host, size_t n);

/* Whether base_url_parse would return the text unchanged. */
bool base_url_is_normal(const char *text);

#endif
