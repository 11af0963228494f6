#include "filter/cli/get_options.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/version.h"

static const char get_options_usage[] =
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

/* The value, or a message with libjq's reason. `file` is where it is from;
 * NULL: the command line. */
static int
get_options_value(jv value, const char *option, const char *file, jv *ret)
{
	const char *why = "it is empty";

	if (jv_is_valid(value)) {
		*ret = value;
		return 0;
	}
	value = jv_invalid_get_msg(value);
	if (jv_get_kind(value) == JV_KIND_STRING)
		why = jv_string_value(value);
	msg_error("%s%s%s: %s", option, file ? " " : ": ",
		  file ? file : "not JSON", why);
	jv_free(value);
	return EX_BAD_USAGE;
}

int
get_options_json(const char *option, const char *text, jv *ret)
{
	return get_options_value(jv_parse(text), option, NULL, ret);
}

/* The JSON texts as an array, or invalid with libjq's reason. */
static jv
get_options_texts(const struct buf *text)
{
	jv_parser *parser = jv_parser_new(0);
	jv all = jv_array(), value;

	jv_parser_set_buf(parser, buf_text(text), (int)text->len, 0);
	while (jv_is_valid(value = jv_parser_next(parser)))
		all = jv_array_append(all, value);
	if (memchr(buf_text(text), '\0', text->len)) {
		jv_free(value);
		value = jv_invalid_with_msg(jv_string("it holds a NUL byte"));
	}
	jv_parser_free(parser);
	if (!jv_invalid_has_msg(jv_copy(value))) {
		jv_free(value);
		return all;
	}
	jv_free(all);
	return value;
}

/* For an option `-` is a file of that name, as with jq. */
static const char *
get_options_name(const char *file)
{
	return strcmp(file, "-") ? file : "./-";
}

/* FILE as one string, or as the array of its JSON texts. */
static int
get_options_file(const char *option, const char *file, bool raw, jv *ret)
{
	struct buf text = BUF(FILE_MAX);
	int rc = file_read(option, get_options_name(file), !raw, &text);

	if (!rc)
		rc = get_options_value(
			raw ? jv_string_sized(buf_text(&text), (int)text.len) :
			      get_options_texts(&text),
			option, file, ret);
	buf_free(&text);
	return rc;
}

void
get_options_stdin(struct command_line *line, const char *file)
{
	line->stdin_readers += options_among(
		"/dev/stdin /dev/fd/0 /proc/self/fd/0", file, false);
}

/* --arg, --argjson, --slurpfile and --rawfile: NAME and its value. */
static int
get_options_take_argument(struct command_line *line, const struct options *o,
			  int id)
{
	jv *named = &line->args->slicing.named;
	const char *const *value = o->value;
	jv v = jv_invalid();
	int rc = 0;

	if (id == OPT_ARG) {
		v = jv_string(value[1]);
	} else if (id == OPT_ARGJSON) {
		rc = get_options_json(o->spelled, value[1], &v);
	} else {
		get_options_stdin(line, value[1]);
		rc = get_options_file(o->spelled, value[1], id == OPT_RAWFILE,
				      &v);
	}
	/* The first of a name wins, as in jq. */
	if (rc || jv_object_has(jv_copy(*named), jv_string(value[0])))
		jv_free(v);
	else
		*named = jv_object_set(*named, jv_string(value[0]), v);
	return rc;
}

static void
get_options_set(const char *text, char **ret)
{
	free(*ret);
	*ret = output_copy(text);
}

/* The file's text as a C string. */
static int
get_options_read_text(struct command_line *line, const struct options *o,
		      const char *file, char **ret)
{
	struct buf text = BUF(FILE_MAX);
	int rc;

	get_options_stdin(line, file);
	rc = file_read(o->spelled, get_options_name(file), true, &text);
	if (!rc && strlen(buf_text(&text)) != text.len) {
		msg_error("%s %s: it holds a NUL byte", o->spelled, file);
		rc = EX_BAD_USAGE;
	} else if (!rc) {
		get_options_set(buf_text(&text), ret);
	}
	buf_free(&text);
	return rc;
}

/* F[,F...]; may be given several times. */
static int
get_options_take_fields(const struct options *o, struct strings *to)
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
get_options_take_query(struct command_line *line, const struct options *o)
{
	char **to = &line->args->reading.search;
	const char *text = o->value[0];

	if (*text == '@')
		return get_options_read_text(
			line, o, strcmp(text, "@-") ? text + 1 : "/dev/stdin",
			to);
	get_options_set(text, to);
	return 0;
}

static int
get_options_take_option(struct command_line *line, const struct options *o,
			int id)
{
	struct slicing *s = &line->args->slicing;
	struct reading *r = &line->args->reading;
	const char *value = o->value[0];

	switch (id) {
	case OPT_FROM_FILE:
		return get_options_read_text(line, o, value, &s->filter);
	case OPT_LIBRARY:
		strings_add(&s->libraries, value, strlen(value));
		return 0;
	case OPT_ARGS:
	case OPT_JSONARGS:
		line->kind = id == OPT_ARGS ? WORD_STRING : WORD_JSON;
		return 0;
	case OPT_QUERY:
		return get_options_take_query(line, o);
	case OPT_INCLUDE:
		return get_options_take_fields(o, &r->include);
	case OPT_EXCLUDE:
		return get_options_take_fields(o, &r->exclude);
	case OPT_PARAM:
		strings_add(&r->param, value, strlen(value));
		return 0;
	default:
		return get_options_take_argument(line, o, id);
	}
}

static void
get_options_add_word(struct command_line *line, const char *text)
{
	line->word =
		output_room(line->word, (size_t)line->n, sizeof *line->word);
	line->word[line->n++] = (struct positional){ text, line->kind };
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
			line->implied |= o.row->mark == OPT_IMPLIES_FILTER;
		if (id == OPTIONS_BAD)
			return EX_BAD_USAGE;
		if (id == COMMON_HELP)
			rc = options_help(get_options_usage, get_options, ~0u);
		if (id == COMMON_VERSION)
			rc = version_print("port-get");
		if (id == COMMON_HELP || id == COMMON_VERSION)
			return rc ? rc : ARGUMENTS_STOP;
		if (id == OPTIONS_WORD)
			get_options_add_word(line, o.value[0]);
		else if (id != OPTIONS_STORED)
			rc = get_options_take_option(line, &o, id);
	}
	return rc;
}
