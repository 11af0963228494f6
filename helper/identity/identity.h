/*
 * The identity to use, and its URL: the first in this list that applies. An
 * explicit choice beats the environment, and one identity never replaces
 * another (port-token(1)).
 *
 *  1. -p NAME            that stored profile and nothing else
 *  2. PORT_ACCESS_TOKEN  no network, no D-Bus
 *  3. PORT_CLIENT_ID and PORT_CLIENT_SECRET
 *  4. PORT_PROFILE, else profile `default`, from the keyring
 *  5. nothing: EX_NO_CREDENTIALS
 */
#ifndef HELPER_IDENTITY_IDENTITY_H
#define HELPER_IDENTITY_IDENTITY_H

#include <stdbool.h>

#include "helper/base/msg.h"
#include "helper/identity/environment.h"

enum identity_kind {
	IDENTITY_NONE,
	IDENTITY_TOKEN,	      /* a token variable */
	IDENTITY_CREDENTIALS, /* id and secret variables */
	IDENTITY_PROFILE      /* a stored profile */
};

#define IDENTITY_CREDENTIALS_NAME "PORT_CLIENT_SECRET from the environment"

/* All texts but given_url are borrowed from the environment. */
struct identity {
	enum identity_kind kind;
	const char *named_by; /* "-p", "PORT_PROFILE", "default"; PROFILE */
	const char *profile;  /* name; "" unless PROFILE */

	/* Normalised; NULL for a PROFILE: its item has the URL, which must
	 * equal given_url if there is one. */
	const char *api_url;
	char *given_url;	/* normalised URL that was given; NULL: none */
	const char *given_from; /* "--api-url", "PORT_API_URL" ... */

	/* Of CREDENTIALS, and of a TOKEN that they may replace; else NULL. */
	const char *client_id, *client_secret;
	const char *token; /* TOKEN: what the variable holds */
	char name[80];	   /* for messages: "profile default" ... */
};

/* Uses neither keyring nor network. With `profile`, for login and logout, it is
 * a profile, whatever credentials the environment has. 0, or a code after a
 * message and a hint. Free it either way. */
int identity_find(const struct environment *e, bool profile,
		  struct identity *ret);

/* Whether the text can be a client id (1 to 4096 bytes of plain UTF-8), or a
 * profile's name (1 to 64 of A-Z a-z 0-9 . _ -). */
bool identity_is_client_id(const char *text);
bool identity_is_profile(const char *name);

void identity_free(struct identity *i);

/* Check that a profile's own URL equals the one that was given, if one was. 0,
 * or EX_BAD_USAGE after a message and a hint. */
int identity_check_url(const struct identity *i, const char *api_url,
		       struct subject about);

/* Print that there are no credentials, and a hint: the variables that are not
 * defined, and both ways out. Returns EX_NO_CREDENTIALS. Also for a profile
 * `default` that is not in the keyring. */
int identity_none(const struct environment *e, struct subject about);

#endif
