/* How a question to the keyring ended, and what that tells of its service. */
#ifndef HELPER_KEYRING_STATE_H
#define HELPER_KEYRING_STATE_H

#include <stdbool.h>

#include "helper/base/msg.h"

enum keyring_state {
	KEYRING_READY,	       /* it answered */
	KEYRING_SWITCHED_OFF,  /* by PORT_KEYRING or CI */
	KEYRING_ABSENT,	       /* no libsecret, no bus, no service */
	KEYRING_LOCKED,	       /* it is there, but locked */
	KEYRING_NO_COLLECTION, /* it is there, but has none to store in */
	KEYRING_SILENT	       /* a deadline passed, it died, or it failed */
};

/* Starts as all zero; nothing is loaded before the first call. Of libsecret
 * nothing is freed: that would take calls to the service. */
struct service {
	const struct libsecret *lib;   /* these two: once it is READY */
	void *proxy;		       /* a SecretService */
	enum keyring_state state;      /* READY while it is worth asking */
	char why[MSG_SERVER_TEXT + 1]; /* why it is not, for messages */
	bool tried;
	bool answered; /* it answered at least once */
};

#endif
