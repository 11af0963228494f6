/* libcurl, loaded with the first request. Loading it takes 4 ms and 33
 * libraries, which a run with a cached token saves. */
#ifndef HELPER_HTTP_LIBCURL_H
#define HELPER_HTTP_LIBCURL_H

#define CURL_DISABLE_DEPRECATION /* CURLOPT_PROTOCOLS, for 7.76 */
#include <curl/curl.h>

/* clang-format off */
#define LIBCURL_FUNCTIONS(X) \
	X(global_init) \
	X(global_cleanup) \
	X(version) \
	X(version_info) \
	X(getdate) \
	X(slist_append) \
	X(slist_free_all) \
	X(easy_init) \
	X(easy_setopt) \
	X(easy_getinfo) \
	X(easy_strerror) \
	X(easy_cleanup) \
	X(multi_init) \
	X(multi_setopt) \
	X(multi_add_handle) \
	X(multi_remove_handle) \
	X(multi_perform) \
	X(multi_info_read) \
	X(multi_poll) \
	X(multi_strerror) \
	X(multi_cleanup)
/* clang-format on */

struct libcurl {
#define X(name) typeof(curl_##name) *name;
	LIBCURL_FUNCTIONS(X)
#undef X
};

/* Options that are newer than the oldest headers we build with (7.76). A
 * library that does not know them returns an error. */
#if LIBCURL_VERSION_NUM < 0x075500
#define CURLOPT_PROTOCOLS_STR ((CURLoption)(CURLOPTTYPE_STRINGPOINT + 318))
#endif
#if LIBCURL_VERSION_NUM < 0x075700
#define CURLOPT_QUICK_EXIT ((CURLoption)(CURLOPTTYPE_LONG + 322))
#endif

/* The functions, loaded on first use. NULL, and *ret_why set (static text), if
 * no libcurl has all of them. ret_why may be NULL. */
const struct libcurl *libcurl_open(const char **ret_why);

#endif
