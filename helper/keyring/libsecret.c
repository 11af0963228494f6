#include "helper/keyring/libsecret.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

/* Instead of GLib's own, which allocates, and so may hang where memory is out.
 * And what is fatal to GLib would end the program by a signal that its threads
 * block: no handler of ours would see it. */
static void
on_log(const char *domain, GLogLevelFlags level, const char *text,
       gpointer unused)
{
	(void)domain;
	(void)unused;
	if (level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL)) {
		msg_error("keyring: %s", text);
		output_abandon(EX_INTERNAL);
	}
	if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
		msg_trace("keyring: %s", text);
}

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
#define LIBSECRET_FIND(function)                                               \
	do {                                                                   \
		void *found = dlsym(library, #function);                       \
		memcpy(&table.function, &found, sizeof found);                 \
		complete = complete && found;                                  \
	} while (0);
	LIBSECRET_FUNCTIONS(LIBSECRET_FIND)
#undef LIBSECRET_FIND
	if (!complete)
		msg_trace("keyring: libsecret-1.so.0 is too old");
	else
		table.g_log_set_default_handler(on_log, NULL);
	return complete ? &table : NULL;
}
