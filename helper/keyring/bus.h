/*
 * The connection to the desktop's Secret Service: the session's D-Bus and
 * libsecret's proxy, made once. The bus is DBUS_SESSION_BUS_ADDRESS or
 * $XDG_RUNTIME_DIR/bus; none is ever started.
 */
#ifndef HELPER_KEYRING_BUS_H
#define HELPER_KEYRING_BUS_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/keyring/async.h"
#include "helper/keyring/libsecret.h"
#include "helper/keyring/state.h"

/* Connect, on the first call. READY, or why not. */
enum keyring_state bus_up(struct service *s, int64_t deadline);

/* A call missed its deadline: ask nothing more in this run. */
enum keyring_state bus_silent(struct service *s);

/* What the error of a call means; frees it. Unless something was locked, ask
 * nothing more in this run. */
enum keyring_state bus_failed(struct service *s, GError *error);

/* Call a method that libsecret has no function for, on one of the service's
 * objects. An answer of another type than `reply` is an error. */
struct async *bus_ask(struct service *s, const char *path,
		      const char *interface, const char *method,
		      GVariant *parameters, const char *reply);

/* The answer, a tuple, for the caller to unref. NULL: *error is set, or the
 * deadline passed and the state is SILENT. */
GVariant *bus_answer(struct service *s, struct async *c, int64_t deadline,
		     GError **error);

#endif
