#include "filter/cli/get_options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/common_options.h"
#include "helper/version.h"

/* common_options stores into `chosen`. */
_Static_assert(offsetof(struct arguments, chosen) == 0, "chosen comes first");

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

enum { IMPLIES = 1 /* mark: without a FILTER, use `.` */ };

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
	  FLAG(slicing.raw0), .mark = IMPLIES },
	{ 'a', "ascii-output", NULL, "escape non-ASCII characters",
	  FLAG(slicing.ascii), .mark = IMPLIES },
	{ 'c', "compact-output", NULL, "one line per result",
	  SET(slicing.indent, INDENT_COMPACT) },
	{ 0, "tab", NULL, "indent with tabs", SET(slicing.indent, INDENT_TAB),
	  .mark = IMPLIES },
	{ 0, "indent", "N", "indent with N spaces (default 2)",
	  NUMBER(slicing.indent, 0, 7), .mark = IMPLIES },
	{ 'S', "sort-keys", NULL, "sort the keys of objects",
	  FLAG(slicing.sort), .mark = IMPLIES },
	{ 'C', "color-output", NULL, "always color the output",
	  FLAG(slicing.colour), .mark = IMPLIES },
	{ 'M', "monochrome-output", NULL, "never color the output",
	  FLAG(slicing.no_colour) },
	{ 0, "unbuffered", NULL, "write each result at once",
	  FLAG(slicing.unbuffered) },
	{ 0, "seq", NULL, "print application/json-seq", FLAG(slicing.seq),
	  .mark = IMPLIES },
	{ 'n', "null-input", NULL, "run once, on null; input and inputs read",
	  FLAG(slicing.null_input), .mark = IMPLIES },
	{ 's', "slurp", NULL, "run once, on an array of all inputs",
	  FLAG(slicing.slurp), .mark = IMPLIES },
	{ 'R', "raw-input", NULL, "with -: each line is a string",
	  FLAG(slicing.raw_input), .mark = IMPLIES },
	{ 0, "stream", NULL, "read inputs as paths and leaf values",
	  FLAG(slicing.stream), .mark = IMPLIES },
	{ 'e', "exit-status", NULL,
	  "exit 1 if the last result is false or null",
	  FLAG(slicing.exit_status), .mark = IMPLIES },
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

static const char usage[] =
	"usage: port-get [OPTION...] RESOURCE [FILTER]\n"
	"       port-get [OPTION...] @FILE [FILTER]\n"
	"       port-get [OPTION...] - [FILTER] [FILE...]\n"
	"\n"
	"Queries Port's API and filters the result with a jq FILTER.\n"
	"\n"
	"RESOURCE:\n"
	"  BLUEPRINT:ENTITY            one entity\n"
	"  BLUEPRINT:                  every entity of the blueprint\n"
	"  PATH                        any GET route, such as blueprints\n"
	"  @FILE                       the resources that FILE lists\n"
	"  -                           JSON on standard input or in FILEs\n";

void
get_options_stdin(struct command_line *line, const char *file)
{
	line->stdin_readers += options_among(
		"/dev/stdin /dev/fd/0 /proc/self/fd/0", file, false);
}

/* --arg, --argjson, --slurpfile and --rawfile: NAME and its value. */
static int
take_argument(struct command_line *line, const struct options *o, int id)
{
	jv *named = &line->args->slicing.named;
	const char *const *value = o->value;
	jv v = jv_invalid();
	int rc = 0;

	if (id == OPT_ARG) {
		v = jv_string(value[1]);
	} else if (id == OPT_ARGJSON) {
		rc = argument_json(o->spelled, value[1], &v);
	} else {
		get_options_stdin(line, value[1]);
		rc = argument_file(o->spelled, value[1], id == OPT_RAWFILE, &v);
	}
	/* The first of a name wins, as in jq. */
	if (rc || jv_object_has(jv_copy(*named), jv_string(value[0])))
		jv_free(v);
	else
		*named = jv_object_set(*named, jv_string(value[0]), v);
	return rc;
}

static void
copy(const char *text, char **ret)
{
	free(*ret);
	*ret = output_copy(text);
}

/* The file's text as a C string. */
static int
read_text(struct command_line *line, const struct options *o, const char *file,
	  char **ret)
{
	jv text;
	size_t n;
	int rc;

	get_options_stdin(line, file);
	rc = argument_file(o->spelled, file, true, &text);
	if (rc)
		return rc;
	n = (size_t)jv_string_length_bytes(jv_copy(text));
	if (strlen(jv_string_value(text)) != n) {
		msg_error("%s %s: it holds a NUL byte", o->spelled, file);
		rc = EX_BAD_USAGE;
	} else {
		copy(jv_string_value(text), ret);
	}
	jv_free(text);
	return rc;
}

/* F[,F...]; may be given several times. */
static int
take_fields(const struct options *o, struct strings *to)
{
	const char *at = o->value[0];
	size_t n;

	for (; (n = strcspn(at, ",")) > 0; at += n + 1) {
		strings_add(to, at, n);
		if (!at[n])
			return 0;
	}
	msg_error("%s: an empty name", o->spelled);
	msg_hint("separate names with commas, without blanks: "
		 "%s identifier,title",
		 o->spelled);
	return EX_BAD_USAGE;
}

static int
take_query(struct command_line *line, const struct options *o)
{
	char **to = &line->args->reading.search;
	const char *text = o->value[0];

	if (*text == '@')
		return read_text(line, o,
				 strcmp(text, "@-") ? text + 1 : "/dev/stdin",
				 to);
	copy(text, to);
	return 0;
}

static int
take_option(struct command_line *line, const struct options *o, int id)
{
	struct slicing *s = &line->args->slicing;
	struct reading *r = &line->args->reading;
	const char *value = o->value[0];

	switch (id) {
	case OPT_FROM_FILE:
		return read_text(line, o, value, &s->filter);
	case OPT_LIBRARY:
		strings_add(&s->libraries, value, strlen(value));
		return 0;
	case OPT_ARGS:
	case OPT_JSONARGS:
		line->kind = id == OPT_ARGS ? WORD_STRING : WORD_JSON;
		return 0;
	case OPT_QUERY:
		return take_query(line, o);
	case OPT_INCLUDE:
		return take_fields(o, &r->include);
	case OPT_EXCLUDE:
		return take_fields(o, &r->exclude);
	case OPT_PARAM:
		strings_add(&r->param, value, strlen(value));
		return 0;
	default:
		return take_argument(line, o, id);
	}
}

static void
add_word(struct command_line *line, const char *text)
{
	struct positional *more =
		reallocarray(line->word, (size_t)line->n + 1, sizeof *more);

	if (!more)
		output_no_memory(NULL);
	line->word = more;
	more[line->n++] = (struct positional){ text, line->kind };
}

int
get_options_read(struct command_line *line, int argc, char **argv)
{
	struct options o = { .table = get_options,
			     .habits = get_habits,
			     .target = line->args,
			     .argc = argc,
			     .argv = argv };
	int id, rc = 0;

	while (!rc &&
	       (id = common_next(&o, &line->args->chosen)) != OPTIONS_END) {
		if (o.row)
			line->implied |= o.row->mark == IMPLIES;
		if (id == OPTIONS_BAD)
			return EX_BAD_USAGE;
		if (id == COMMON_HELP)
			rc = options_help(usage, get_options, ~0u);
		if (id == COMMON_VERSION)
			rc = version_print("port-get");
		if (id == COMMON_HELP || id == COMMON_VERSION)
			return rc ? rc : ARGUMENTS_STOP;
		if (id == OPTIONS_WORD)
			add_word(line, o.value[0]);
		else if (id != OPTIONS_STORED)
			rc = take_option(line, &o, id);
	}
	return rc;
}
