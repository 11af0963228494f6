/* What a session is made of: for the files of this folder alone. */
#ifndef HELPER_SESSION_PARTS_H
#define HELPER_SESSION_PARTS_H

#include "helper/http/client.h"
#include "helper/identity/environment.h"
#include "helper/identity/identity.h"
#include "helper/keyring/keyring.h"

struct session {
	/* These two do not change once the session is open. */
	struct environment environment;
	struct identity who;

	bool replaced; /* PORT_CLIENT_ID and PORT_CLIENT_SECRET stand in for
			  PORT_ACCESS_TOKEN */
	struct keyring_item profile; /* PROFILE: its URL, id and secret, as far
					as the keyring has told them */
	struct token token;
	struct keyring *keyring; /* NULL until it is asked */
	bool keeps;		 /* it answered, and may keep a token */
	bool warned;		 /* of one that did not answer */
	struct http *http;	 /* NULL until something is sent */
};

/* The client secret; empty while it is not known. */
const struct buf *session_secret(const struct session *s);

#endif
