/* The options of port-get, and what each of them does. */
#ifndef FILTER_CLI_GET_OPTIONS_H
#define FILTER_CLI_GET_OPTIONS_H

#include <stdbool.h>

#include "filter/cli/arguments.h"
#include "helper/base/options.h"
#include "helper/cli/common_options.h"

/* What get_options.c does itself for an option. */
enum {
	OPT_FROM_FILE = COMMON_IDS,
	OPT_LIBRARY,
	OPT_ARG,
	OPT_ARGJSON,
	OPT_SLURPFILE,
	OPT_RAWFILE,
	OPT_ARGS,
	OPT_JSONARGS,
	OPT_QUERY,
	OPT_INCLUDE,
	OPT_EXCLUDE,
	OPT_PARAM
};

/* A mark of rows: without a FILTER, use `.` */
enum { OPT_IMPLIES_FILTER = 1 };

/* option_table.c: a row for each option; also what --help prints and completion
 * offers. */
extern const struct options_row get_options[];

/* habits.c: options of other tools, and words in the place of RESOURCE. */
extern const struct options_habit get_habits[];
extern const struct options_habit get_word_habits[];

/* What an argument is that comes after RESOURCE and FILTER. */
enum word_kind { WORD_FILE, WORD_STRING, WORD_JSON };

struct positional {
	const char *text; /* points into argv */
	enum word_kind kind;
};

/* The command line while it is read. */
struct command_line {
	struct arguments *args;
	struct positional *word; /* n of them, owned */
	int n;
	enum word_kind kind; /* of the next word */
	bool implied;	     /* an option implies the filter `.` */
	int stdin_readers;   /* how many read standard input */
};

/* Read argv: options into line->args, everything else into line->word. 0,
 * ARGUMENTS_STOP, or a code after a message. */
int get_options_read(struct command_line *line, int argc, char **argv);

/* Count one more reader of standard input if `file` names it: two readers
 * would each get half. */
void get_options_stdin(struct command_line *line, const char *file);

/* The value of a text, which is exactly one JSON text. It is checked here,
 * because libjq aborts on an invalid value. 0, or EX_BAD_USAGE after a message
 * that names the option as it was typed. */
int get_options_json(const char *option, const char *text, jv *ret);

#endif
