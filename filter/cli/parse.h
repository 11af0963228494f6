/* The walk through argv: what each option does to the query. */
#ifndef FILTER_CLI_PARSE_H
#define FILTER_CLI_PARSE_H

#include <stdbool.h>

#include "filter/cli/arguments.h"
#include "helper/base/options.h"

/* What a word that is no option is, once RESOURCE and FILTER are there. */
enum kind { WORD_FILE, WORD_STRING, WORD_JSON };

struct positional {
	const char *text; /* borrowed from argv */
	enum kind kind;
};

struct parse {
	struct options o;
	struct arguments *args;
	struct positional *word;
	int n;
	enum kind kind; /* of words to come */
	bool implied;	/* without a FILTER `.` is meant */
	int stdin_readers;
	bool quiet, verbose;
};

/* The option that options_next returned. 0, or a code after a message. */
int parse_switch(struct parse *p, int id);

/* One more reader of stdin, if that is what `file` names: two of them would
 * each get half. */
void parse_stdin(struct parse *p, const char *file);

#endif
