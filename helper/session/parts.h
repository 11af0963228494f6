/* The fields of a session. Only the files of this folder may include this. */
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

	bool replaced; /* PORT_CLIENT_ID and PORT_CLIENT_SECRET have replaced
			  PORT_ACCESS_TOKEN */
	struct keyring_item profile; /* PROFILE: its URL, id and secret, as far
					as they were read */
	struct token token;
	struct keyring *keyring; /* NULL until it is used */
	bool keeps;		 /* it answered, and can store a token */
	bool warned;	   /* a warning that it did not answer was printed */
	struct http *http; /* NULL until something is sent */
};

/* The client secret; "" until it is known. */
const char *session_secret(const struct session *s);

#endif
