/* The command line of port-token. */
#ifndef HELPER_CLI_COMMAND_H
#define HELPER_CLI_COMMAND_H

#include <stdbool.h>

#include "helper/base/options.h"
#include "helper/identity/environment.h"
#include "helper/session/acquire.h"

enum command_verb {
	COMMAND_PRINT, /* no word: print the token */
	COMMAND_LOGIN,
	COMMAND_STATUS,
	COMMAND_LOGOUT,
	COMMAND_VERSION /* --version */
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
	bool help; /* --help: only describe `verb` */
	enum command_form form;
	const char *resource;  /* --curl; borrowed from argv, as all text */
	const char *method;    /* --request, NULL: curl decides */
	const char *each;      /* --each: a file, NULL: none */
	const char *client_id; /* login */
	bool all;	       /* logout */
	long min_ttl;	       /* -t as given; -1: not given */
	struct acquire_need need;
	struct chosen chosen;
};

/* For completion: the options, whose marks are bits of enum command_verb, and
 * the name and purpose of each verb. */
extern const struct options_row command_options[];
extern const struct command_word {
	const char *name; /* NULL: printing the token needs no word */
	const char *help;
	const char *usage; /* of --help */
} command_words[COMMAND_VERSION];

/* 0, or EX_BAD_USAGE after a message. `form` is FORM_EXPORT whenever the
 * command line has an -x, even if the rest of it is wrong: the shell that
 * evaluates the output must then see a failure. */
int command_parse(struct command *ret, int argc, char **argv);

/* Print --help of that verb, COMMAND_PRINT for the whole program, on stdout.
 * 0, or a code after a message. */
int command_help(enum command_verb verb);

#endif
