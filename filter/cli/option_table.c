#include "filter/cli/option_table.h"

#include <stddef.h>

#define HEADING(text)                                                          \
	{                                                                      \
		SWITCH_HEADING, 0, NULL, NULL, text                            \
	}
#define ELSEWHERE(letter, name, hint)                                          \
	{                                                                      \
		OPTIONS_ELSEWHERE, letter, name, NULL, hint                    \
	}

#define ONLY_READS                                                             \
	"port-get only reads; to write: port-token --curl "                    \
	"RESOURCE | curl -K- --json @FILE"
#define IS_JSON "JSON goes to stdout as it is, text with -r and a FILTER"

const struct option_row switches[] = {
	HEADING("Reading"),
	{ SWITCH_QUERY, 0, "query", "QUERY|@FILE",
	  "search rules, as JSON or a jq expression" },
	{ SWITCH_INCLUDE, 0, "include", "F[,F...]", "only these fields" },
	{ SWITCH_EXCLUDE, 0, "exclude", "F[,F...]", "all but these fields" },
	{ SWITCH_PARAM, 0, "param", "NAME=VALUE", "add to the URL's query" },
	{ SWITCH_LIMIT, 0, "limit", "N", "of a listing, at most N entities" },
	{ SWITCH_PAGE_SIZE, 0, "page-size", "N",
	  "of a listing, entities a page (1000)" },
	{ SWITCH_CURSOR, 0, "cursor", "CURSOR", "go on with a listing there" },
	{ SWITCH_RETRY, 0, "retry", "N", "after a failure, N times more (5)" },
	{ SWITCH_PARALLEL, 'P', "parallel", "N", "of @FILE, N at once (8)" },

	HEADING("Slicing, as jq does"),
	{ SWITCH_RAW, 'r', "raw-output", NULL, "strings without quotes" },
	{ SWITCH_JOIN, 'j', "join-output", NULL,
	  "-r without newlines between" },
	{ SWITCH_RAW0, 0, "raw-output0", NULL, "-r with NUL behind each" },
	{ SWITCH_ASCII, 'a', "ascii-output", NULL, "escape what is not ASCII" },
	{ SWITCH_COMPACT, 'c', "compact-output", NULL, "one line for each" },
	{ SWITCH_TAB, 0, "tab", NULL, "indent by tabs" },
	{ SWITCH_INDENT, 0, "indent", "N", "indent by N spaces (2)" },
	{ SWITCH_SORT, 'S', "sort-keys", NULL, "sort the keys of objects" },
	{ SWITCH_COLOUR, 'C', "color-output", NULL, "colour, always" },
	{ SWITCH_NO_COLOUR, 'M', "monochrome-output", NULL, "colour, never" },
	{ SWITCH_UNBUFFERED, 0, "unbuffered", NULL,
	  "write each result at once" },
	{ SWITCH_SEQ, 0, "seq", NULL, "application/json-seq" },
	{ SWITCH_NULL, 'n', "null-input", NULL,
	  "one run on null; input and inputs read" },
	{ SWITCH_SLURP, 's', "slurp", NULL, "all inputs as one array" },
	{ SWITCH_RAW_INPUT, 'R', "raw-input", NULL,
	  "of -, each line is a string" },
	{ SWITCH_STREAM, 0, "stream", NULL, "inputs as paths and leaves" },
	{ SWITCH_EXIT, 'e', "exit-status", NULL,
	  "1 if the last result is false or null, 4 if none" },
	{ SWITCH_FROM_FILE, 'f', "from-file", "FILE", "FILTER is in FILE" },
	{ SWITCH_LIBRARY, 'L', "library-path", "DIR",
	  "look for modules in DIR" },
	{ SWITCH_ARG, 0, "arg", "NAME VALUE", "$NAME is the string VALUE" },
	{ SWITCH_ARGJSON, 0, "argjson", "NAME JSON", "$NAME is that value" },
	{ SWITCH_SLURPFILE, 0, "slurpfile", "NAME FILE",
	  "$NAME is an array of FILE's values" },
	{ SWITCH_RAWFILE, 0, "rawfile", "NAME FILE", "$NAME is FILE's text" },
	{ SWITCH_ARGS, 0, "args", NULL, "what follows is $ARGS.positional" },
	{ SWITCH_JSONARGS, 0, "jsonargs", NULL, "the same, each JSON" },

	HEADING("Which Port, and as whom"),
	{ SWITCH_API_URL, 0, "api-url", "URL", "or eu, us" },
	{ SWITCH_PROFILE, 'p', "profile", "NAME",
	  "a profile that port-token login stored" },
	{ SWITCH_TIMEOUT, 0, "timeout", "SEC",
	  "longest silence of a request (60)" },
	{ SWITCH_NO_PROMPT, 0, "no-prompt", NULL,
	  "never ask to unlock the keyring" },
	{ SWITCH_QUIET, 'q', "quiet", NULL, "errors alone on stderr" },
	{ SWITCH_VERBOSE, 'v', "verbose", NULL, "show each request" },
	{ SWITCH_HELP, 'h', "help", NULL, "this text" },
	{ SWITCH_VERSION, 'V', "version", NULL,
	  "the version, and the libraries'" },

	ELSEWHERE(0, "jq", "the FILTER follows RESOURCE as a word of its own"),
	ELSEWHERE(0, "filter",
		  "the FILTER follows RESOURCE; what Port searches by is "
		  "--query"),
	ELSEWHERE(0, "fields", "port-get RESOURCE --include F,F"),
	ELSEWHERE(0, "all", "BLUEPRINT: is every page of it"),
	ELSEWHERE(0, "paginate", "BLUEPRINT: is every page of it"),
	ELSEWHERE('o', "output", IS_JSON),
	ELSEWHERE(0, "format", IS_JSON),
	ELSEWHERE(0, "json", IS_JSON "; " ONLY_READS),
	ELSEWHERE('X', "request", ONLY_READS),
	ELSEWHERE(0, "method", ONLY_READS),
	ELSEWHERE('d', "data", ONLY_READS),
	ELSEWHERE('H', "header",
		  "with a header of yours: port-token --curl RESOURCE | "
		  "curl -K- -H ..."),
	ELSEWHERE('i', NULL, "-v shows the status of each request"),
	ELSEWHERE('k', "insecure",
		  "CURL_CA_BUNDLE names a file of certificates to trust"),
	ELSEWHERE(0, "token",
		  "a token is in PORT_ACCESS_TOKEN, or found by "
		  "itself: port-token status"),
	ELSEWHERE(0, "region", "--api-url us"),
	{ 0, 0, NULL, NULL, NULL }
};
