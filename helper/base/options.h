/*
 * jq's way of reading options, from one table. The table drives parsing,
 * --help and, through tests/docs, the man pages and the completions.
 *
 * Options stand anywhere before `--`. Short ones bundle; those of a bundle
 * that take values take the following words in order (`-nrf FILE`). Long ones
 * take a value as the next word or after `=`, and are never abbreviated.
 */
#ifndef HELPER_BASE_OPTIONS_H
#define HELPER_BASE_OPTIONS_H

#include <stdbool.h>

struct option_row {
	int id;		      /* the caller's, above 0, or the next one */
	char letter;	      /* 0: none */
	const char *name;     /* without the dashes; NULL: none */
	const char *operands; /* "SEC", or "NAME VALUE" for two; NULL: none */
	const char *help;     /* one line; NULL: not shown by --help. In a
				 row without letter and name: a heading */
};

enum {
	OPTIONS_ELSEWHERE = 1000 /* habits bring it along from some
				    other tool: unknown, and its help
				    is the hint that says so */
};

enum {
	OPTIONS_END = 0,   /* nothing left */
	OPTIONS_WORD = -1, /* a positional, in value[0] */
	OPTIONS_BAD = -2   /* told on stderr: exit EX_BAD_USAGE */
};

/* A walk through argv. Set table, argc and argv, zero the rest. */
struct options {
	const struct option_row *table; /* ended by a row with id 0 */
	int argc;
	char **argv; /* argv[0] is skipped */

	const char *value[2]; /* operands of what options_next returned;
				 borrowed from argv */
	const char *spelled;  /* as typed, "--min-ttl" or "-t", for messages;
				 lives until the next step */
	bool ended;	      /* behind `--` */

	/* Where the walk is: its own. */
	int at;
	const char *bundle;
	char letter[3];
	char longname[64];
};

/* The next option's id, or one of the values above. An unknown option, a
 * missing operand, a value for an option that takes none: OPTIONS_BAD. */
int options_next(struct options *o);

/* A whole number from min to max in `text`; 0, or EX_BAD_USAGE after a message
 * that names the option as spelled. */
int options_number(const struct options *o, const char *text, long min,
		   long max, long *ret);

/* --help: the usage, then the table's rows, on stdout. 0, or a code after a
 * message. */
int options_help(const char *usage, const struct option_row *table);

#endif
