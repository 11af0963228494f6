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
	COMMANDS
};

enum command_form {
	FORM_HEADER, /* Authorization: Bearer ... */
	FORM_RAW,
	FORM_JSON,
	FORM_EXPORT,
	FORM_CURL
};

struct command {
	struct chosen chosen;
	enum command_verb verb;
	bool help;    /* --help: only describe `verb` */
	bool version; /* --version: only that */
	enum command_form form;
	const char *resource;  /* --curl; borrowed from argv, as all text */
	const char *method;    /* --request, NULL: curl decides */
	const char *each;      /* --each: a file, NULL: none */
	const char *client_id; /* login */
	bool all;	       /* logout */
	struct acquire_need need;
	unsigned given; /* the options with a mark, as bits of their place in
			   command_options */
};

/* The options; their marks are bits of enum command_verb. */
extern const struct options_row command_options[];

/* verbs.c: the commands, by enum command_verb. */
extern const struct command_word {
	const char *name; /* "": printing the token needs no word */
	const char *help;
	const char *usage; /* of --help */
	/* Prints its messages and returns the exit status. */
	int (*run)(const struct command *c);
} command_words[COMMANDS];

/* print.c: print the token in the form asked for. */
int command_print(const struct command *c);

/* login.c: check the keyring, ask, mint once to verify, store. */
int command_login(const struct command *c);

/* status.c: show the identity, offline, then every stored profile. */
int command_status(const struct command *c);

/* logout.c: delete secret and tokens of a profile, or of all. */
int command_logout(const struct command *c);

/* verbs.c: the command with that name; COMMAND_PRINT: none has it. */
enum command_verb command_verb(const char *word);

/* What --request takes; NULL ends them. */
extern const char *const command_methods[];

/* habits.c: options of curl, gh and other tools, and words in the place of a
 * command. */
extern const struct options_habit command_habits[];
extern const struct options_habit command_word_habits[];

/* 0, or EX_BAD_USAGE after a message. `form` is FORM_EXPORT whenever the
 * command line has an -x, even if the rest of it is wrong: the shell that
 * evaluates the output must then see a failure. */
int command_parse(struct command *ret, int argc, char **argv);

/* verbs.c: print --help of that verb, COMMAND_PRINT for the whole program, on
 * stdout. 0, or a code after a message. */
int command_help(enum command_verb verb);

#endif
