/*
 * The environment variables, read once (port-token(1), ENVIRONMENT). An empty
 * variable is unset. So is one that is exactly $NAME, ${NAME} or $(NAME), which
 * GitLab leaves behind for an undefined variable; errors then name it. Blanks,
 * tabs, CR and LF at the ends are cut off. A control character inside, or a
 * byte that is not UTF-8, is refused.
 */
#ifndef HELPER_IDENTITY_ENVIRONMENT_H
#define HELPER_IDENTITY_ENVIRONMENT_H

#include <stdbool.h>

#include "helper/base/msg.h"

enum variable_name {
	VAR_TOKEN,	   /* PORT_ACCESS_TOKEN */
	VAR_CLIENT_ID,	   /* PORT_CLIENT_ID */
	VAR_CLIENT_SECRET, /* PORT_CLIENT_SECRET */
	VAR_PROFILE,	   /* PORT_PROFILE */
	VAR_API_URL,	   /* PORT_API_URL; the first of these three counts */
	VAR_BASE_URL,	   /* PORT_BASE_URL */
	VAR_REGION,	   /* PORT_REGION */
	VAR_KEYRING,	   /* PORT_KEYRING */
	VAR_CI,		   /* CI */
	VARS
};

/* Which variables to read, as bits. The others are not checked. */
enum {
	VARS_ALL = (1 << VARS) - 1,
	VARS_CREDENTIALS = 1 << VAR_CLIENT_ID | 1 << VAR_CLIENT_SECRET,
	VARS_KEYRING = 1 << VAR_KEYRING | 1 << VAR_CI,
	VARS_SECRET = 1 << VAR_TOKEN | 1 << VAR_CLIENT_SECRET,
	VARS_PROFILE = VARS_ALL & ~VARS_SECRET /* for login and logout */
};

struct variable {
	const char *name; /* of the variable */
	char *value;	  /* NULL: unset */
	char *undefined;  /* NAME, if the value was only a reference */
};

/* What the command line sets; NULL: not given. Borrowed. */
struct chosen {
	const char *profile; /* -p */
	const char *api_url; /* --api-url */
	long timeout;	     /* --timeout, seconds */
	bool no_prompt;
	bool quiet, verbose;
};

enum keyring_use { KEYRING_AUTO, KEYRING_ON, KEYRING_OFF };

struct environment {
	struct variable of[VARS];
	enum keyring_use keyring;
	const char *keyring_off_by; /* "CI is set" ...; for messages */
	struct chosen chosen;
};

/* Read those in `which`. 0, or EX_BAD_USAGE after a message: a value that is
 * not plain UTF-8 (utf8.h), or a PORT_KEYRING other than on, off, auto. With -p
 * only PORT_KEYRING and CI are checked. Removes an empty
 * DBUS_SESSION_BUS_ADDRESS from the environment. Free it either way. */
int environment_read(struct environment *ret, const struct chosen *chosen,
		     unsigned which);
void environment_free(struct environment *e);

/* The base URL that was given, by option or variable, normalised by
 * base_url_parse, and where it came from ("--api-url", "PORT_API_URL"). Returns
 * 0 with *ret_url NULL if none was given; the caller then applies the built-in
 * default. EX_BAD_USAGE for a bad one, EX_NO_CREDENTIALS for an undefined
 * reference. The caller frees *ret_url. */
int environment_api_url(const struct environment *e, char **ret_url,
			const char **ret_from);

/* Print the hint that follows every EX_NO_CREDENTIALS: which of the variables
 * in `which` (bits, 1u << VAR_TOKEN ...) are not defined for this job,
 * what they refer to if they are references, and then the advice. */
void environment_hint_missing(const struct environment *e, unsigned which,
			      const char *advice);

/* Print that the keyring is needed, but switched off, and a hint. Returns
 * EX_KEYRING. */
int environment_keyring_off(const struct environment *e, struct subject about);

/* Remove secret and token from the environment and wipe their bytes, so that no
 * child, filter or dump sees them. What was read stays. */
void environment_forget(void);

#endif
