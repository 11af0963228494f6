#include "helper/bus.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "helper/buf.h"
#include "helper/msg.h"

/* The socket in $XDG_RUNTIME_DIR, where that is what there is. */
static bool
bus_socket(struct buf *ret)
{
	const char *directory = getenv("XDG_RUNTIME_DIR");
	struct stat st;

	return directory && *directory == '/' &&
	       buf_addf(ret, "%s/bus", directory) == 0 &&
	       stat(ret->data, &st) == 0 && S_ISSOCK(st.st_mode) &&
	       st.st_uid == geteuid();
}

/* An address in the environment. */
static const char *
bus_address(void)
{
	const char *address = getenv("DBUS_SESSION_BUS_ADDRESS");

	return address && *address ? address : NULL;
}

bool
bus_there(void)
{
	struct buf path = BUF(PATH_MAX);
	bool there;

	if (bus_address())
		return !strstr(bus_address(), "autolaunch:");
	there = bus_socket(&path);
	buf_free(&path);
	return there;
}

#ifdef HAVE_LIBSECRET

#include "helper/call.h"

/* GLib would start a bus where it is not told of one. */
static void
tell_address(const struct libsecret *lib)
{
	struct buf path = BUF(PATH_MAX);
	struct buf address = BUF(4 * PATH_MAX);
	char *escaped;

	if (!bus_address() && bus_socket(&path)) {
		escaped = lib->g_dbus_address_escape_value(path.data);
		if (buf_addf(&address, "unix:path=%s", escaped) == 0)
			setenv("DBUS_SESSION_BUS_ADDRESS", address.data, 1);
		lib->g_free(escaped);
	}
	buf_free(&path);
	buf_free(&address);
}

int
bus_connect(const struct libsecret *lib, int64_t deadline)
{
	struct call *c = call_begin(lib);
	GDBusConnection *bus;
	GError *error = NULL;
	GAsyncResult *r;

	tell_address(lib);
	lib->g_bus_get(G_BUS_TYPE_SESSION, NULL, call_answered, c);
	r = call_wait(c, deadline);
	if (!r)
		return -2;
	bus = lib->g_bus_get_finish(r, &error);
	lib->g_object_unref(r);
	if (!bus) {
		msg_trace("keyring: %s", error->message);
		lib->g_error_free(error);
		return -1;
	}
	/* Else the end of the bus would end the program. */
	lib->g_dbus_connection_set_exit_on_close(bus, FALSE);
	return 0;
}

#endif
