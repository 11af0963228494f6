/* What the command line of port-token asks for. */
#ifndef HELPER_CLI_COMMAND_H
#define HELPER_CLI_COMMAND_H

#include <stdbool.h>

#include "helper/session/session.h"
#include "helper/identity/environment.h"

enum command_verb {
	COMMAND_PRINT, /* no word: print the token */
	COMMAND_LOGIN,
	COMMAND_STATUS,
	COMMAND_LOGOUT,
	COMMAND_HELP,
	COMMAND_VERSION
};

enum command_form {
	FORM_HEADER, /* Authorization: Bearer ... */
	FORM_RAW,
	FORM_JSON,
	FORM_EXPORT,
	FORM_CURL
};

struct command {
	enum command_verb verb;
	enum command_form form;
	const char *resource;  /* --curl; borrowed from argv, as all text */
	const char *method;    /* --request, NULL: curl decides */
	const char *each;      /* --each: a file, NULL: none */
	const char *client_id; /* login */
	bool all;	       /* logout */
	struct session_need need;
	struct chosen chosen;
};

/* 0, or EX_BAD_USAGE after a message. `form` is FORM_EXPORT whenever the
 * command line has an -x, however bad the rest of it: a failure must then
 * reach the shell that evaluates. */
int command_parse(struct command *ret, int argc, char **argv);

/* --help, on stdout. */
int command_help(void);

#endif
