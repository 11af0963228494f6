/* arguments_parse and arguments_free (arguments.h). */
#include "filter/cli/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "filter/cli/get_options.h"
#include "filter/cli/mistakes.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum { TIMEOUT = 60, RETRIES = 5, PARALLEL = 8, INDENT = 2 };

static int
parse_resource(struct command_line *line)
{
	const char *text = line->n > 0 ? line->word[0].text : NULL;
	int rc;

	if (!text) {
		msg_error("missing RESOURCE");
		msg_hint("port-get blueprints, port-get BLUEPRINT:, "
			 "port-get BLUEPRINT:ENTITY, or port-get --help");
		return EX_BAD_USAGE;
	}
	rc = mistakes_check(line);
	if (rc)
		return rc;
	if (!strcmp(text, "@-"))
		line->stdin_readers++;
	else if (*text == '@')
		get_options_stdin(line, text + 1);
	return resource_parse(text, &line->args->resource);
}

static int
parse_file(struct command_line *line, const char *text)
{
	if (line->args->resource.kind != RESOURCE_STDIN) {
		msg_error("unexpected argument '%s'", text);
		if (*text == '.')
			msg_hint("a FILTER is one word, its parts with | "
				 "between: 'FILTER | %s'",
				 text);
		else
			msg_hint("a FILTER is one word: quote it");
		return EX_BAD_USAGE;
	}
	if (!*text) {
		msg_error("FILE: an empty name");
		return EX_BAD_USAGE;
	}
	line->stdin_readers += !strcmp(text, "-");
	get_options_stdin(line, text);
	strings_add(&line->args->files, text, strlen(text));
	return 0;
}

static int
parse_word(struct command_line *line, const struct positional *w)
{
	jv *positional = &line->args->slicing.positional;
	jv value;
	int rc;

	if (w->kind == WORD_FILE)
		return parse_file(line, w->text);
	if (w->kind == WORD_STRING) {
		*positional = jv_array_append(*positional, jv_string(w->text));
		return 0;
	}
	rc = get_options_json("--jsonargs", w->text, &value);
	if (!rc)
		*positional = jv_array_append(*positional, value);
	return rc;
}

/* RESOURCE, FILTER unless -f gave it, and the rest. */
static int
parse_words(struct command_line *line)
{
	struct slicing *s = &line->args->slicing;
	const char *filter = line->implied ? "." : NULL;
	int at = 1, rc = parse_resource(line);

	if (rc)
		return rc;
	if (!s->from_file && line->n > 1)
		filter = line->word[at++].text;
	if (!s->from_file && filter)
		s->filter = output_copy(filter);
	for (; !rc && at < line->n; at++)
		rc = parse_word(line, &line->word[at]);
	return rc;
}

static int
parse_check(const struct command_line *line)
{
	bool from_stdin = line->args->resource.kind == RESOURCE_STDIN;

	if (line->args->slicing.raw_input && !from_stdin) {
		msg_error("-R: only with '-'");
		return EX_BAD_USAGE;
	}
	if (line->stdin_readers + (from_stdin && line->args->files.n == 0) >
	    1) {
		msg_error("stdin can be read only once");
		return EX_BAD_USAGE;
	}
	return reading_check(line->args);
}

int
arguments_parse(int argc, char **argv, struct arguments *ret)
{
	struct command_line line = { .args = ret };
	int rc;

	memset(ret, 0, sizeof *ret);
	ret->chosen.timeout = TIMEOUT;
	ret->reading.retries = RETRIES;
	ret->reading.parallel = PARALLEL;
	ret->slicing.indent = INDENT;
	ret->slicing.named = jv_object();
	ret->slicing.positional = jv_array();
	rc = get_options_read(&line, argc, argv);
	if (!rc)
		rc = parse_words(&line);
	if (!rc)
		rc = parse_check(&line);
	free(line.word);
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
