#include "helper/keyring/bus.h"

#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "helper/base/buf.h"
#include "helper/base/clock.h"
#include "helper/base/output.h"

static enum keyring_state
bus_give_up(struct service *s, enum keyring_state state, const char *why)
{
	msg_clean(s->why, why, strlen(why));
	msg_trace("keyring: %s", s->why);
	return s->state = state;
}

/* Allocated, because an answer may still come after the deadline. */
struct bus_call {
	const struct libsecret *lib;
	GAsyncResult *result;
	bool abandoned;
};

struct bus_call *
bus_begin(const struct service *s)
{
	struct bus_call *c = output_memory(1, sizeof *c);

	c->lib = s->lib;
	return c;
}

void
bus_on_answer(GObject *source, GAsyncResult *result, gpointer call)
{
	struct bus_call *c = call;

	(void)source;
	if (c->abandoned)
		free(c);
	else
		c->result = c->lib->g_object_ref(result);
}

static gboolean
bus_wake(gpointer data)
{
	(void)data;
	return G_SOURCE_CONTINUE;
}

GAsyncResult *
bus_wait_for_person(struct bus_call *c, int64_t deadline)
{
	const struct libsecret *lib = c->lib;
	int64_t left = deadline - clock_ticks();
	guint timer =
		lib->g_timeout_add(left > 0 ? (guint)left : 0, bus_wake, NULL);
	GAsyncResult *result;

	while (!c->result && clock_ticks() < deadline)
		lib->g_main_context_iteration(NULL, TRUE);
	lib->g_source_remove(timer);
	result = c->result;
	if (result)
		free(c);
	else
		c->abandoned = true;
	return result;
}

void
bus_abandon(struct bus_call *c)
{
	if (c->result) {
		c->lib->g_object_unref(c->result);
		free(c);
	} else {
		c->abandoned = true;
	}
}

GAsyncResult *
bus_wait(struct service *s, struct bus_call *c, int64_t deadline)
{
	GAsyncResult *r = bus_wait_for_person(c, deadline);

	if (!r)
		bus_give_up(s, KEYRING_SILENT, "no answer in time");
	return r;
}

enum keyring_state
bus_failed(struct service *s, GError *error)
{
	const struct libsecret *lib = s->lib;
	GQuark bus = lib->g_dbus_error_quark();
	GQuark secret = lib->secret_error_get_quark();
	bool gone = lib->g_error_matches(error, bus,
					 G_DBUS_ERROR_SERVICE_UNKNOWN) ||
		    lib->g_error_matches(error, bus,
					 G_DBUS_ERROR_NAME_HAS_NO_OWNER);
	bool locked =
		lib->g_error_matches(error, secret, SECRET_ERROR_IS_LOCKED);

	if (gone && !s->answered)
		bus_give_up(s, KEYRING_ABSENT,
			    "nothing on the session's D-Bus keeps secrets");
	else if (!locked)
		bus_give_up(s, KEYRING_SILENT, error->message);
	lib->g_error_free(error);
	return locked ? KEYRING_LOCKED : s->state;
}

/* Whether $XDG_RUNTIME_DIR has a bus. GLib looks there too, after the
 * variable. */
static bool
bus_socket(void)
{
	const char *directory = getenv("XDG_RUNTIME_DIR");
	struct buf path = BUF(PATH_MAX);
	struct stat st;
	bool there;

	there = directory && *directory == '/' &&
		buf_addf(&path, "%s/bus", directory) == 0 &&
		stat(path.data, &st) == 0 && S_ISSOCK(st.st_mode) &&
		st.st_uid == geteuid();
	buf_free(&path);
	return there;
}

/* Whether there is a bus to connect to. Without one, and for an `autolaunch:`
 * address, GLib would start one. */
static bool
bus_there(void)
{
	const char *address = getenv("DBUS_SESSION_BUS_ADDRESS");

	return address && *address ? !strstr(address, "autolaunch:") :
				     bus_socket();
}

/* Until exit-on-close is off, GLib raises SIGTERM in this thread when the bus
 * goes away. Discard that one; deliver any other that came meanwhile. */
static void
bus_release_sigterm(const sigset_t *before)
{
	const struct timespec now = { 0 };
	siginfo_t info;
	sigset_t term;
	bool came;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	came = !sigismember(before, SIGTERM) &&
	       sigtimedwait(&term, &info, &now) == SIGTERM;
	pthread_sigmask(SIG_SETMASK, before, NULL);
	if (came && info.si_pid != getpid())
		raise(SIGTERM);
}

static void
bus_hold_sigterm(sigset_t *ret_before)
{
	sigset_t term;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &term, ret_before);
}

static void
bus_connect(struct service *s, int64_t deadline)
{
	const struct libsecret *lib = s->lib;
	struct bus_call *c = bus_begin(s);
	GError *error = NULL;
	GAsyncResult *r;

	lib->g_bus_get(G_BUS_TYPE_SESSION, NULL, bus_on_answer, c);
	r = bus_wait(s, c, deadline);
	if (!r)
		return;
	s->bus = lib->g_bus_get_finish(r, &error);
	lib->g_object_unref(r);
	if (!s->bus) {
		bus_give_up(s, KEYRING_ABSENT, error->message);
		lib->g_error_free(error);
		return;
	}
	lib->g_dbus_connection_set_exit_on_close(s->bus, FALSE);
	lib->secret_error_get_quark(); /* from now on GLib knows its errors */
}

enum keyring_state
bus_up(struct service *s, int64_t deadline)
{
	char text[MSG_SERVER_TEXT + 1];
	const char *why;
	sigset_t before;

	if (s->tried)
		return s->state;
	s->tried = true;
	if (!bus_there()) {
		bus_give_up(s, KEYRING_ABSENT, "there is no D-Bus session");
		return s->state;
	}
	s->lib = libsecret_load(&why);
	if (!s->lib) {
		snprintf(text, sizeof text, "libsecret: %s", why);
		bus_give_up(s, KEYRING_ABSENT, text);
		return s->state;
	}
	bus_hold_sigterm(&before);
	bus_connect(s, deadline);
	bus_release_sigterm(&before);
	return s->state;
}

enum keyring_state
bus_proxy(struct service *s, int64_t deadline)
{
	const struct libsecret *lib;
	struct bus_call *c;
	GError *error = NULL;
	GAsyncResult *r;

	if (bus_up(s, deadline) != KEYRING_READY || s->proxy)
		return s->state;
	lib = s->lib;
	c = bus_begin(s);
	lib->secret_service_get(SECRET_SERVICE_NONE, NULL, bus_on_answer, c);
	r = bus_wait(s, c, deadline);
	if (!r)
		return s->state;
	s->proxy = lib->secret_service_get_finish(r, &error);
	lib->g_object_unref(r);
	return error ? bus_failed(s, error) : s->state;
}

struct bus_call *
bus_ask(struct service *s, const char *path, const char *interface,
	const char *method, GVariant *parameters, const char *reply)
{
	struct bus_call *c = bus_begin(s);

	s->lib->g_dbus_connection_call(
		s->bus, "org.freedesktop.secrets", path, interface, method,
		parameters, (const GVariantType *)reply, G_DBUS_CALL_FLAGS_NONE,
		-1, NULL, bus_on_answer, c);
	return c;
}

struct bus_call *
bus_ask_service(struct service *s, const char *method, GVariant *parameters,
		const char *reply)
{
	return bus_ask(s, "/org/freedesktop/secrets",
		       "org.freedesktop.Secret.Service", method, parameters,
		       reply);
}

GVariant *
bus_answer(struct service *s, struct bus_call *c, int64_t deadline,
	   GError **error)
{
	GAsyncResult *r = bus_wait(s, c, deadline);
	GVariant *answer;

	if (!r)
		return NULL;
	answer = s->lib->g_dbus_connection_call_finish(s->bus, r, error);
	s->lib->g_object_unref(r);
	if (!answer)
		s->lib->g_dbus_error_strip_remote_error(*error);
	return answer;
}
