/*
 * Reads a command line as jq does, from one table. Parsing, --help and
 * completion use the same rows; tests compare them with the man pages.
 *
 * Options may stand anywhere before `--`. Short ones bundle; those in a bundle
 * that take values take the following words, in order (`-nrf FILE`). A long one
 * takes its value as the next word or after `=`. Names are never abbreviated.
 */
#ifndef HELPER_BASE_OPTIONS_H
#define HELPER_BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What options_next stores at `target` before it returns. */
enum options_kind {
	OPTIONS_PLAIN,	/* nothing */
	OPTIONS_FLAG,	/* true, in a bool */
	OPTIONS_SET,	/* min, in a long */
	OPTIONS_NUMBER, /* a whole number from min to max, in a long */
	OPTIONS_TEXT,	/* the operand, in a const char *; never empty */
	OPTIONS_HEADING /* not an option: `help` is a heading */
};

struct options_row {
	char letter;	      /* 0: none */
	const char *name;     /* without the dashes; NULL: none */
	const char *operands; /* "SEC", or two: "NAME VALUE"; NULL: none.
				 Completion goes by these words */
	const char *help;     /* one line; NULL ends the table */
	const struct options_row *more; /* where the table goes on after its
					   end; NULL: nowhere */
	size_t target;			/* offset in the caller's struct */
	long min, max;
	int id; /* what options_next returns; 0: OPTIONS_STORED */
	enum options_kind kind : 16;
	unsigned mark : 16; /* bits for the caller. options_help shows rows that
			       share a bit with its argument, or have none */
};

/* For rows: the member of the caller's struct that takes the value. */
#define OPTIONS_STORE(how, type, member)                                       \
	.kind = OPTIONS_##how, .target = offsetof(type, member)

/* Options or words that people know from other tools. */
struct options_habit {
	const char *words; /* "-X --request": as typed, a blank between;
			      NULL ends the table */
	const char *hint;  /* -p and --api-url as given stand for a `~` */
};

enum {
	OPTIONS_END = 0,    /* nothing left */
	OPTIONS_WORD = -1,  /* not an option; the word is value[0] */
	OPTIONS_BAD = -2,   /* reported on stderr; exit with EX_BAD_USAGE */
	OPTIONS_STORED = -3 /* an option without an id */
};

/* A walk through argv. Set the first group and zero the rest. */
struct options {
	const struct options_row *table;
	const struct options_habit *habits; /* may be NULL */
	void *target; /* the struct to store into; NULL: store nothing, and
			 take any operand */
	int argc;
	char **argv; /* argv[0] is skipped */

	const struct options_row *row; /* of the option just returned, also
					  where an operand is missing */
	const char *value[2];	       /* its operands; they point into argv */
	const char *spelled; /* as typed, "--min-ttl" or "-t"; valid until
				the next step */
	bool ended;	     /* `--` was read */

	/* Private: the position in argv. */
	int at;
	const char *bundle;
	char letter[3];
	char longname[64];
};

/* The id of the next option, or one of the values above. These are
 * OPTIONS_BAD: an unknown option, a missing operand, a value for an option that
 * takes none, a number out of its range. */
int options_next(struct options *o);

/* Whether a word is one of those in `words`, with a blank between. */
bool options_among(const char *words, const char *word, bool any_case);

/* The row with that word, NULL: none. The case of letters counts only in
 * options. */
const struct options_habit *options_habit(const struct options_habit *habits,
					  const char *word);

/* Print its hint. */
void options_hint(const struct options_habit *habit);

/* The row after this one. A row without `help` is the end. */
const struct options_row *options_after(const struct options_row *row);

/* How many operands an option has: 0 to 2. */
int options_operands(const struct options_row *row);

/* The row with that name of n bytes; NULL: none. */
const struct options_row *options_named(const struct options_row *table,
					const char *name, size_t n);

/* Print the usage, then the rows for `mark`, on stdout. 0, or a code after a
 * message. */
int options_help(const char *usage, const struct options_row *table,
		 unsigned mark);

#endif
