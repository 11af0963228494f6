#include "helper/keyring/libsecret.h"

#include <stdbool.h>

#include "helper/base/exits.h"
#include "helper/base/library.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

/* Replaces GLib's own handler, which allocates, and so may hang when memory
 * runs out. A message that is fatal to GLib would also end the program with a
 * signal that its threads block, so that no handler of ours would run. */
static void
libsecret_on_log(const char *domain, GLogLevelFlags level, const char *text,
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

static const char *const libsecret_files[] = { "libsecret-1.so.0", NULL };

static const struct library_function libsecret_functions[] = {
#define X(name) LIBRARY_FUNCTION(name),
	LIBSECRET_FUNCTIONS(X)
#undef X
};

const struct libsecret *
libsecret_load(const char **ret_why)
{
	static const struct library library = {
		libsecret_files, libsecret_functions,
		sizeof libsecret_functions / sizeof *libsecret_functions,
		"it is too old"
	};
	static struct libsecret table;
	static char why[LIBRARY_WHY];
	static bool tried, loaded;

	if (!tried) {
		tried = true;
		loaded = library_load(&library, &table, why);
		if (loaded)
			table.g_log_set_default_handler(libsecret_on_log, NULL);
	}
	if (ret_why)
		*ret_why = why;
	return loaded ? &table : NULL;
}
