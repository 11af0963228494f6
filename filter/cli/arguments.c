#include "filter/cli/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "filter/cli/jq_args.h"
#include "filter/cli/parse.h"
#include "filter/cli/option_table.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/version.h"

enum { TIMEOUT = 60, RETRIES = 5, PARALLEL = 8, INDENT = 2 };

static const char usage[] =
	"Usage: port-get [options] RESOURCE [FILTER]\n"
	"       port-get [options] @FILE [FILTER]\n"
	"       port-get [options] - [FILTER] [FILE...]\n"
	"\n"
	"Reads Port (getport.io) and slices what it reads with jq's "
	"language.\n"
	"\n"
	"RESOURCE:\n"
	"  BLUEPRINT:ENTITY            one entity\n"
	"  BLUEPRINT:                  every entity of the blueprint\n"
	"  PATH                        any GET route of the API, such as "
	"blueprints\n"
	"  @FILE                       resources named in FILE, one a line\n"
	"  -                           JSON on stdin, or in FILEs; no "
	"network, no token\n";

static int
help(void)
{
	int rc = options_help(usage, switches);

	return rc ? rc : QUERY_STOP;
}

static int
version(void)
{
	int rc = version_print("port-get");

	return rc ? rc : QUERY_STOP;
}

static int
add_word(struct parse *p)
{
	struct positional *more =
		reallocarray(p->word, (size_t)p->n + 1, sizeof *more);

	if (!more)
		return msg_no_memory();
	p->word = more;
	more[p->n].text = p->o.value[0];
	more[p->n++].kind = p->kind;
	return 0;
}

static int
walk(struct parse *p)
{
	int id, rc = 0;

	while (!rc && (id = options_next(&p->o)) != OPTIONS_END) {
		if (id == OPTIONS_BAD)
			rc = EX_BAD_USAGE;
		else if (id == SWITCH_HELP)
			rc = help();
		else if (id == SWITCH_VERSION)
			rc = version();
		else if (id == OPTIONS_WORD)
			rc = add_word(p);
		else
			rc = parse_switch(p, id);
	}
	return rc;
}

/* No RESOURCE is written so; a brace in an identifier can be typed %7B. */
static bool
is_filter(const char *text)
{
	return strchr("{[(|\"$", *text) ||
	       (*text == '.' && !strchr(text, ':')) ||
	       (*text == '.' && strpbrk(text, " |{[("));
}

static int
place_resource(struct parse *p)
{
	const char *text = p->n > 0 ? p->word[0].text : NULL;

	if (!text) {
		msg_error("which RESOURCE?");
		msg_hint("port-get blueprints, port-get BLUEPRINT:, "
			 "port-get BLUEPRINT:ENTITY, or port-get --help");
		return EX_BAD_USAGE;
	}
	if (*text && is_filter(text)) {
		msg_error("%s: a FILTER, where RESOURCE comes first", text);
		msg_hint(p->args->slicing.null_input ?
				 "without one: port-get - -n FILTER" :
				 "port-get RESOURCE FILTER, or port-get - "
				 "FILTER for JSON on stdin");
		return EX_BAD_USAGE;
	}
	if (!strcmp(text, "@-"))
		p->stdin_readers++;
	else if (*text == '@')
		parse_stdin(p, text + 1);
	return resource_parse(text, &p->args->resource);
}

static int
place_file(struct parse *p, const char *text)
{
	if (p->args->resource.kind != RESOURCE_STDIN) {
		msg_error("%s: one word too many", text);
		msg_hint("a FILTER is one word: quote it");
		return EX_BAD_USAGE;
	}
	if (!*text) {
		msg_error("FILE: an empty name");
		return EX_BAD_USAGE;
	}
	p->stdin_readers += !strcmp(text, "-");
	parse_stdin(p, text);
	return strings_add(&p->args->files, text, strlen(text));
}

static int
place_word(struct parse *p, const struct positional *w)
{
	jv *positional = &p->args->slicing.positional;
	jv value;
	int rc;

	if (w->kind == WORD_FILE)
		return place_file(p, w->text);
	if (w->kind == WORD_STRING) {
		*positional = jv_array_append(*positional, jv_string(w->text));
		return 0;
	}
	rc = argument_json("--jsonargs", w->text, &value);
	if (!rc)
		*positional = jv_array_append(*positional, value);
	return rc;
}

/* RESOURCE, FILTER unless -f gave it, and the rest. */
static int
place_words(struct parse *p)
{
	struct slicing *s = &p->args->slicing;
	const char *filter = p->implied ? "." : NULL;
	int at = 1, rc = place_resource(p);

	if (rc)
		return rc;
	if (!s->from_file && p->n > 1)
		filter = p->word[at++].text;
	if (!s->from_file && filter) {
		s->filter = strdup(filter);
		if (!s->filter)
			return msg_no_memory();
	}
	for (; !rc && at < p->n; at++)
		rc = place_word(p, &p->word[at]);
	return rc;
}

static int
check(const struct parse *p)
{
	bool from_stdin = p->args->resource.kind == RESOURCE_STDIN;

	if (p->args->slicing.raw_input && !from_stdin) {
		msg_error("-R: only for the lines of '-'");
		return EX_BAD_USAGE;
	}
	if (p->stdin_readers + (from_stdin && p->args->files.n == 0) > 1) {
		msg_error("stdin can be read for one thing alone");
		return EX_BAD_USAGE;
	}
	return 0;
}

int
arguments_parse(int argc, char **argv, struct arguments *ret)
{
	struct parse p = {
		.o = { .table = switches, .argc = argc, .argv = argv },
		.args = ret
	};
	int rc;

	memset(ret, 0, sizeof *ret);
	ret->chosen.timeout = TIMEOUT;
	ret->reading.retries = RETRIES;
	ret->reading.parallel = PARALLEL;
	ret->slicing.indent = INDENT;
	ret->slicing.named = jv_object();
	ret->slicing.positional = jv_array();
	rc = walk(&p);
	if (!rc)
		rc = place_words(&p);
	if (!rc)
		rc = check(&p);
	free(p.word);
	return rc;
}

void
arguments_free(struct arguments *args)
{
	resource_free(&args->resource);
	strings_free(&args->files);
	free(args->reading.search);
	strings_free(&args->reading.include);
	strings_free(&args->reading.exclude);
	strings_free(&args->reading.param);
	free(args->slicing.filter);
	strings_free(&args->slicing.libraries);
	jv_free(args->slicing.named);
	jv_free(args->slicing.positional);
}
