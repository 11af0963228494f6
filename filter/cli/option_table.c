/* What an option of port-get is called, takes, does, and says of itself. */
#include "filter/cli/get_options.h"

#include <limits.h>
#include <stddef.h>

/* common_options stores into `chosen`. */
_Static_assert(offsetof(struct arguments, chosen) == 0, "chosen comes first");

#define HEADING(text)                                                          \
	{                                                                      \
		.kind = OPTIONS_HEADING, .help = (text)                        \
	}
#define CALL(value) .id = (value)
#define FLAG(member) OPTIONS_STORE(FLAG, struct arguments, member)
#define TEXT(member) OPTIONS_STORE(TEXT, struct arguments, member)
#define SET(member, value)                                                     \
	OPTIONS_STORE(SET, struct arguments, member), .min = (value)
#define NUMBER(member, low, high)                                              \
	OPTIONS_STORE(NUMBER, struct arguments, member), .min = (low),         \
							 .max = (high)

const struct options_row get_options[] = {
	HEADING("What to read"),
	{ 0, "query", "QUERY|@FILE", "search rules: JSON or a jq expression",
	  CALL(OPT_QUERY) },
	{ 0, "include", "F[,F...]", "only these fields", CALL(OPT_INCLUDE) },
	{ 0, "exclude", "F[,F...]", "all fields but these", CALL(OPT_EXCLUDE) },
	{ 0, "param", "NAME=VALUE", "add a parameter to the URL",
	  CALL(OPT_PARAM) },
	{ 0, "limit", "N", "at most N entities of a listing",
	  NUMBER(reading.limit, 1, LONG_MAX) },
	{ 0, "page-size", "N", "entities per page (default 1000)",
	  NUMBER(reading.page_size, 1, 1000) },
	{ 0, "cursor", "CURSOR", "continue a listing there",
	  TEXT(reading.cursor) },
	{ 0, "retry", "N", "retries after a failure (default 5)",
	  NUMBER(reading.retries, 0, 20) },
	{ 0, "timeout", "SEC", "seconds to wait for data (default 60)",
	  NUMBER(chosen.timeout, 1, 3600) },
	{ 'P', "parallel", "N", "requests at once for @FILE (default 8)",
	  NUMBER(reading.parallel, 1, 32) },

	HEADING("Filtering, as in jq"),
	{ 'r', "raw-output", NULL, "print strings without quotes",
	  FLAG(slicing.raw) },
	{ 'j', "join-output", NULL, "like -r, without newlines",
	  FLAG(slicing.join) },
	{ 0, "raw-output0", NULL, "like -r, but end each result with NUL",
	  FLAG(slicing.raw0), .mark = OPT_IMPLIES_FILTER },
	{ 'a', "ascii-output", NULL, "escape non-ASCII characters",
	  FLAG(slicing.ascii), .mark = OPT_IMPLIES_FILTER },
	{ 'c', "compact-output", NULL, "one line per result",
	  SET(slicing.indent, INDENT_COMPACT) },
	{ 0, "tab", NULL, "indent with tabs", SET(slicing.indent, INDENT_TAB),
	  .mark = OPT_IMPLIES_FILTER },
	{ 0, "indent", "N", "indent with N spaces (default 2)",
	  NUMBER(slicing.indent, 0, 7), .mark = OPT_IMPLIES_FILTER },
	{ 'S', "sort-keys", NULL, "sort the keys of objects",
	  FLAG(slicing.sort), .mark = OPT_IMPLIES_FILTER },
	{ 'C', "color-output", NULL, "always color the output",
	  FLAG(slicing.colour), .mark = OPT_IMPLIES_FILTER },
	{ 'M', "monochrome-output", NULL, "never color the output",
	  FLAG(slicing.no_colour) },
	{ 0, "unbuffered", NULL, "write each result at once",
	  FLAG(slicing.unbuffered) },
	{ 0, "seq", NULL, "print application/json-seq", FLAG(slicing.seq),
	  .mark = OPT_IMPLIES_FILTER },
	{ 'n', "null-input", NULL, "run once, on null; input and inputs read",
	  FLAG(slicing.null_input), .mark = OPT_IMPLIES_FILTER },
	{ 's', "slurp", NULL, "run once, on an array of all inputs",
	  FLAG(slicing.slurp), .mark = OPT_IMPLIES_FILTER },
	{ 'R', "raw-input", NULL, "with -: each line is a string",
	  FLAG(slicing.raw_input), .mark = OPT_IMPLIES_FILTER },
	{ 0, "stream", NULL, "read inputs as paths and leaf values",
	  FLAG(slicing.stream), .mark = OPT_IMPLIES_FILTER },
	{ 'e', "exit-status", NULL,
	  "exit 1 if the last result is false or null",
	  FLAG(slicing.exit_status), .mark = OPT_IMPLIES_FILTER },
	{ 'f', "from-file", "FILE", "read FILTER from FILE",
	  TEXT(slicing.from_file), CALL(OPT_FROM_FILE) },
	{ 'L', "library-path", "DIR", "search for modules in DIR",
	  CALL(OPT_LIBRARY) },
	{ 0, "arg", "NAME VALUE", "set $NAME to the string VALUE",
	  CALL(OPT_ARG) },
	{ 0, "argjson", "NAME JSON", "set $NAME to a JSON value",
	  CALL(OPT_ARGJSON) },
	{ 0, "slurpfile", "NAME FILE", "set $NAME to an array of FILE's values",
	  CALL(OPT_SLURPFILE) },
	{ 0, "rawfile", "NAME FILE", "set $NAME to the text of FILE",
	  CALL(OPT_RAWFILE) },
	{ 0, "args", NULL, "the other arguments are $ARGS.positional",
	  CALL(OPT_ARGS) },
	{ 0, "jsonargs", NULL, "the same, each as JSON", CALL(OPT_JSONARGS) },

	HEADING("Port and identity"),
	{ .more = common_options }
};
