#include "helper/http/libcurl.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* Debian has one per TLS library; any of them will do. */
static const char *const names[] = {
	"libcurl.so.4",
	"libcurl-gnutls.so.4",
	"libcurl-nss.so.4",
};

static struct libcurl functions;

static bool
fill(void *library)
{
	bool all = true;

#define X(name)                                                                \
	functions.name =                                                       \
		(typeof(functions.name))dlsym(library, "curl_" #name);         \
	all = all && functions.name;
	LIBCURL_FUNCTIONS(X)
#undef X
	return all;
}

const struct libcurl *
libcurl_open(const char **ret_why)
{
	static bool loaded;
	const char *why = "it is not installed";
	size_t i;

	for (i = 0; !loaded && i < sizeof names / sizeof *names; i++) {
		void *library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);

		if (!library)
			continue;
		loaded = fill(library);
		if (!loaded) {
			why = "it is older than 7.76";
			dlclose(library);
		}
	}
	if (ret_why)
		*ret_why = why;
	return loaded ? &functions : NULL;
}
