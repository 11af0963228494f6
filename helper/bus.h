/* The session's D-Bus: DBUS_SESSION_BUS_ADDRESS or $XDG_RUNTIME_DIR/bus. None
 * is ever started. */
#ifndef HELPER_BUS_H
#define HELPER_BUS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether there is one to be asked; loads nothing. */
bool bus_there(void);

#ifdef HAVE_LIBSECRET

#include "helper/libsecret.h"

/* Connect GLib to it, for good, until the deadline. Returns 0, -1 when it
 * cannot be reached, -2 when it does not answer. */
int bus_connect(const struct libsecret *lib, int64_t deadline);

#endif
#endif
