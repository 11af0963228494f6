/* Base URLs of Port's API, in one spelling. */
#ifndef HELPER_URL_BASE_URL_H
#define HELPER_URL_BASE_URL_H

#include <stdbool.h>

#define BASE_URL_DEFAULT "https://api.getport.io/v1"
#define BASE_URL_US "https://api.us.getport.io/v1"

/*
 * `eu`, `us` or a URL, as port-token(1) allows, into its one spelling:
 * scheme and host in lower case, api.port.io as api.getport.io, without a
 * default port, ending in /v1 without a slash behind it. https only; http only
 * to localhost, 127.N.N.N and [::1] as written. User info, query, fragment and
 * control bytes are refused.
 * Returns NULL and sets *ret_why (static text) when it is none; else the
 * caller frees it.
 */
char *base_url_parse(const char *text, const char **ret_why);

/* Whether the text is what base_url_parse would return for it. */
bool base_url_is_normal(const char *text);

/* Whether a full URL lies below the base: same scheme, host and port after
 * normalisation. *ret_path is then what follows the authority, in `url`. */
bool base_url_same_host(const char *base, const char *url,
			const char **ret_path);

#endif
