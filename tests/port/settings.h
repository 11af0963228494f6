/*
 * The table of settings: what is not known about Port (tests/port/API.md, "Open
 * points"), and what a test may want to change. They are set on the command
 * line (--NAME VALUE) and at run time (POST /_stand-in/set?NAME=VALUE).
 */
#ifndef PORT_SETTINGS_H
#define PORT_SETTINGS_H

#include <stdbool.h>
#include <stdio.h>

enum setting {
	SET_TOKEN_LIFE,
	SET_TOKEN_FORM,
	SET_TOKEN_TYPE,
	SET_TOKEN_OK,
	SET_EXPIRES_IN,
	SET_CLOCK_SKEW,
	SET_BODY_401,
	SET_BODY_429,
	SET_NEXT_END,
	SET_NEXT_KEY,
	SET_KEY_ORDER,
	SET_UPDATE_STATUS,
	SET_UNKNOWN_PROPERTY,
	SET_REQUIRED_RELATION,
	SET_WEBHOOK_ENVELOPE,
	SET_MAX_BULK_SIZE,
	SET_BEARER,
	SET_PLUS_IN_PATH,
	SET_GZIP,
	SET_RATELIMIT,
	SET_RATELIMIT_PERIOD,
	SET_RATELIMIT_ENFORCE,
	SET_RATELIMIT_RESET,
	SET_RETRY_AFTER,
	SET_LIST_TIMEOUT,
	SETTINGS
};

const char *setting_text(enum setting which);
bool setting_is(enum setting which, const char *value);
long setting_number(enum setting which);

/* The setting with this name; SETTINGS if there is none. */
enum setting setting_named(const char *name);
/* False if the setting does not take this value. */
bool setting_set(enum setting which, const char *value);
void settings_help(FILE *out);

#endif
