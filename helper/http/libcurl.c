#include "helper/http/libcurl.h"

#include "helper/base/library.h"

/* Debian has one for each TLS library; any of them works. */
static const char *const libcurl_files[] = {
	"libcurl.so.4",
	"libcurl-gnutls.so.4",
	"libcurl-nss.so.4",
	NULL,
};

static const struct library_function libcurl_functions[] = {
#define X(name) LIBRARY_FUNCTION(curl_##name),
	LIBCURL_FUNCTIONS(X)
#undef X
};

const struct libcurl *
libcurl_open(const char **ret_why)
{
	static const struct library library = {
		libcurl_files, libcurl_functions,
		sizeof libcurl_functions / sizeof *libcurl_functions,
		"it is older than 7.76"
	};
	static struct libcurl table;
	static char why[LIBRARY_WHY];
	static bool loaded;

	loaded = loaded || library_load(&library, &table, why);
	if (ret_why)
		*ret_why = why;
	return loaded ? &table : NULL;
}
