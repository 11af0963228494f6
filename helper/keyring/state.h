/* How a question to the keyring ended. */
#ifndef HELPER_KEYRING_STATE_H
#define HELPER_KEYRING_STATE_H

enum keyring_state {
	KEYRING_READY,	       /* it answered */
	KEYRING_SWITCHED_OFF,  /* by PORT_KEYRING or CI */
	KEYRING_ABSENT,	       /* no libsecret, no bus, no service */
	KEYRING_LOCKED,	       /* it is there, but locked */
	KEYRING_NO_COLLECTION, /* it is there, but has none to store in */
	KEYRING_SILENT	       /* a deadline passed, it died, or it failed */
};

#endif
