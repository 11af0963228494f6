/* The result of a call to the keyring, and the state of its service. */
#ifndef HELPER_KEYRING_STATE_H
#define HELPER_KEYRING_STATE_H

#include <stdbool.h>

#include "helper/base/msg.h"

enum keyring_state {
	KEYRING_READY,	       /* it answered */
	KEYRING_SWITCHED_OFF,  /* by PORT_KEYRING or CI */
	KEYRING_ABSENT,	       /* no libsecret, no bus, no service */
	KEYRING_LOCKED,	       /* it is there, but locked */
	KEYRING_NO_COLLECTION, /* it has no collection to store in */
	KEYRING_SILENT	       /* a deadline passed, it died, or it failed */
};

/* Starts as all zero; nothing is loaded before the first call. libsecret's
 * objects are not freed: that would call the service. */
struct service {
	const struct libsecret *lib;   /* set when it is READY, like bus */
	void *bus;		       /* a GDBusConnection */
	void *proxy;		       /* a SecretService; see bus_proxy */
	enum keyring_state state;      /* READY while calls are worth making */
	char why[MSG_SERVER_TEXT + 1]; /* why it is not, for messages */
	bool tried;
	bool answered; /* it answered at least once */
};

#endif
