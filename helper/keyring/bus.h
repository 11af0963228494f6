/*
 * The connection to the desktop's Secret Service, over the session's D-Bus. It
 * is made once. The bus is DBUS_SESSION_BUS_ADDRESS or
 * $XDG_RUNTIME_DIR/bus; none is ever started. Each call is asynchronous and has
 * a deadline, in clock_ticks. libsecret keeps waiting after a cancellation, so
 * a call that does not answer is abandoned instead.
 */
#ifndef HELPER_KEYRING_BUS_H
#define HELPER_KEYRING_BUS_H

#include <stdint.h>

#include "helper/keyring/libsecret.h"
#include "helper/keyring/state.h"

/* Connect to the bus, on the first call. READY, or why not. */
enum keyring_state bus_up(struct service *s, int64_t deadline);

/* The same, and get libsecret's proxy, which its functions need. That takes
 * eight messages: more than all that a search sends. */
enum keyring_state bus_proxy(struct service *s, int64_t deadline);

/* Begin a call: give its function bus_on_answer as callback, and the result of
 * bus_begin as the callback's data. */
struct bus_call *bus_begin(const struct service *s);
void bus_on_answer(GObject *source, GAsyncResult *result, gpointer call);

/* The answer, for the caller to unref; NULL: none came before the deadline.
 * After bus_wait the state is then SILENT: ask nothing more in this run. `c` is
 * gone either way. */
GAsyncResult *bus_wait(struct service *s, struct bus_call *c, int64_t deadline);
GAsyncResult *bus_wait_for_person(struct bus_call *c, int64_t deadline);

/* Do not wait for this call; `c` is gone. */
void bus_abandon(struct bus_call *c);

/* The state that an error means; frees the error. Unless something was locked,
 * use the service no further in this run. */
enum keyring_state bus_failed(struct service *s, GError *error);

/* Call a method of one of the service's objects, or of the service itself,
 * without the proxy. The bus starts the service if it is not running. An answer
 * of another type than `reply` is an error. */
struct bus_call *bus_ask(struct service *s, const char *path,
			 const char *interface, const char *method,
			 GVariant *parameters, const char *reply);
struct bus_call *bus_ask_service(struct service *s, const char *method,
				 GVariant *parameters, const char *reply);

/* The answer, a tuple, for the caller to unref. NULL: *error is set, or the
 * deadline passed and the state is SILENT. */
GVariant *bus_answer(struct service *s, struct bus_call *c, int64_t deadline,
		     GError **error);

#endif
