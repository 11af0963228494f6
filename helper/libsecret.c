#ifdef HAVE_LIBSECRET

#include "helper/libsecret.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "helper/msg.h"

/* It stays loaded to the end: GLib's threads run in it. */
const struct libsecret *
libsecret_load(void)
{
	static struct libsecret table;
	static bool tried, complete;
	void *library;

	if (tried)
		return complete ? &table : NULL;
	tried = true;
	library = dlopen("libsecret-1.so.0", RTLD_LAZY | RTLD_LOCAL);
	if (!library) {
		msg_trace("keyring: %s", dlerror());
		return NULL;
	}
	complete = true;
#define LIBSECRET_FIND(function) do { \
	void *found = dlsym(library, #function); \
	memcpy(&table.function, &found, sizeof(found)); \
	complete = complete && found; \
} while (0);
	LIBSECRET_FUNCTIONS(LIBSECRET_FIND)
#undef LIBSECRET_FIND
	if (!complete)
		msg_trace("keyring: libsecret-1.so.0 is too old");
	return complete ? &table : NULL;
}

#else

typedef int libsecret_is_not_built_in;

#endif
