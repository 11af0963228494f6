#include "filter/cli/parse.h"

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "filter/cli/jq_args.h"
#include "filter/cli/option_table.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

/* Switches that are true when given. */
static const struct flag {
	int id;
	bool implies; /* the FILTER `.` */
	size_t at;    /* in struct slicing */
} flags[] = {
	{ SWITCH_RAW, false, offsetof(struct slicing, raw) },
	{ SWITCH_JOIN, false, offsetof(struct slicing, join) },
	{ SWITCH_RAW0, true, offsetof(struct slicing, raw0) },
	{ SWITCH_ASCII, true, offsetof(struct slicing, ascii) },
	{ SWITCH_SORT, true, offsetof(struct slicing, sort) },
	{ SWITCH_COLOUR, true, offsetof(struct slicing, colour) },
	{ SWITCH_NO_COLOUR, false, offsetof(struct slicing, no_colour) },
	{ SWITCH_SEQ, true, offsetof(struct slicing, seq) },
	{ SWITCH_STREAM, true, offsetof(struct slicing, stream) },
	{ SWITCH_UNBUFFERED, false, offsetof(struct slicing, unbuffered) },
	{ SWITCH_NULL, true, offsetof(struct slicing, null_input) },
	{ SWITCH_SLURP, true, offsetof(struct slicing, slurp) },
	{ SWITCH_EXIT, true, offsetof(struct slicing, exit_status) },
	{ SWITCH_RAW_INPUT, true, offsetof(struct slicing, raw_input) },
};

/* Switches whose value is a number. */
static const struct number {
	int id;
	long min, max;
	size_t at; /* in struct arguments */
} numbers[] = {
	{ SWITCH_LIMIT, 1, LONG_MAX,
	  offsetof(struct arguments, reading.limit) },
	{ SWITCH_PAGE_SIZE, 1, 1000,
	  offsetof(struct arguments, reading.page_size) },
	{ SWITCH_RETRY, 0, 20, offsetof(struct arguments, reading.retries) },
	{ SWITCH_PARALLEL, 1, 32,
	  offsetof(struct arguments, reading.parallel) },
	{ SWITCH_TIMEOUT, 1, 3600, offsetof(struct arguments, chosen.timeout) },
};

enum { NOT_MINE = -2 }; /* this switch is another function's */

static int
take_flag(struct parse *p, int id)
{
	size_t i;

	for (i = 0; i < sizeof flags / sizeof *flags; i++) {
		if (flags[i].id != id)
			continue;
		*(bool *)((char *)&p->args->slicing + flags[i].at) = true;
		p->implied |= flags[i].implies;
		return 0;
	}
	return NOT_MINE;
}

static int
take_number(struct parse *p, int id)
{
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const struct number *n = &numbers[i];

		if (n->id == id)
			return options_number(
				&p->o, p->o.value[0], n->min, n->max,
				(long *)((char *)p->args + n->at));
	}
	return NOT_MINE;
}

static int
need_name(const struct parse *p, const char **ret)
{
	if (*p->o.value[0]) {
		*ret = p->o.value[0];
		return 0;
	}
	msg_error("%s: an empty name", p->o.spelled);
	return EX_BAD_USAGE;
}

void
parse_stdin(struct parse *p, const char *file)
{
	static const char *const names[] = { "/dev/stdin", "/dev/fd/0",
					     "/proc/self/fd/0" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		p->stdin_readers += !strcmp(file, names[i]);
}

static int
take_file(struct parse *p, const char *file, bool raw, jv *ret)
{
	parse_stdin(p, file);
	return argument_file(p->o.spelled, file, raw, ret);
}

/* --arg and its kin. */
static int
take_argument(struct parse *p, int id)
{
	const char *const *value = p->o.value;
	jv v;
	int rc = 0;

	switch (id) {
	case SWITCH_ARG:
		v = jv_string(value[1]);
		break;
	case SWITCH_ARGJSON:
		rc = argument_json(p->o.spelled, value[1], &v);
		break;
	case SWITCH_SLURPFILE:
	case SWITCH_RAWFILE:
		rc = take_file(p, value[1], id == SWITCH_RAWFILE, &v);
		break;
	case SWITCH_ARGS:
		p->kind = WORD_STRING;
		return 0;
	case SWITCH_JSONARGS:
		p->kind = WORD_JSON;
		return 0;
	default:
		return NOT_MINE;
	}
	if (!rc)
		argument_set(&p->args->slicing.named, value[0], v);
	return rc;
}

static int
copy(const char *text, char **ret)
{
	*ret = strdup(text);
	if (*ret)
		return 0;
	return msg_no_memory();
}

/* The file's text as a C string. */
static int
read_text(struct parse *p, const char *file, char **ret)
{
	jv text;
	size_t n;
	int rc = take_file(p, file, true, &text);

	if (rc)
		return rc;
	n = (size_t)jv_string_length_bytes(jv_copy(text));
	if (strlen(jv_string_value(text)) != n) {
		msg_error("%s %s: it holds a NUL byte", p->o.spelled, file);
		rc = EX_BAD_USAGE;
	} else {
		free(*ret);
		rc = copy(jv_string_value(text), ret);
	}
	jv_free(text);
	return rc;
}

static int
take_slicing(struct parse *p, int id)
{
	struct slicing *s = &p->args->slicing;
	long indent;
	int rc;

	switch (id) {
	case SWITCH_COMPACT:
		s->indent = INDENT_COMPACT;
		return 0;
	case SWITCH_TAB:
		s->indent = INDENT_TAB;
		p->implied = true;
		return 0;
	case SWITCH_INDENT:
		rc = options_number(&p->o, p->o.value[0], 0, 7, &indent);
		if (!rc)
			s->indent = (int)indent;
		p->implied = true;
		return rc;
	case SWITCH_FROM_FILE:
		rc = need_name(p, &s->from_file);
		return rc ? rc : read_text(p, s->from_file, &s->filter);
	case SWITCH_LIBRARY:
		s->own_libraries = true;
		return strings_add(&s->libraries, p->o.value[0],
				   strlen(p->o.value[0]));
	default:
		return NOT_MINE;
	}
}

/* F[,F...], as often as it is given. */
static int
take_fields(struct parse *p, struct strings *to)
{
	const char *at = p->o.value[0];
	int rc;

	for (;;) {
		size_t n = strcspn(at, ",");

		if (n == 0) {
			msg_error("%s: an empty name", p->o.spelled);
			return EX_BAD_USAGE;
		}
		rc = strings_add(to, at, n);
		if (rc || !at[n])
			return rc;
		at += n + 1;
	}
}

static int
take_query(struct parse *p)
{
	struct reading *r = &p->args->reading;
	const char *text = p->o.value[0];

	if (*text == '@') {
		bool dash = !strcmp(text, "@-");

		return read_text(p, dash ? "/dev/stdin" : text + 1, &r->search);
	}
	free(r->search);
	return copy(text, &r->search);
}

static int
take_reading(struct parse *p, int id)
{
	struct reading *r = &p->args->reading;
	const char *value = p->o.value[0];

	switch (id) {
	case SWITCH_QUERY:
		return take_query(p);
	case SWITCH_INCLUDE:
		return take_fields(p, &r->include);
	case SWITCH_EXCLUDE:
		return take_fields(p, &r->exclude);
	case SWITCH_PARAM:
		return strings_add(&r->param, value, strlen(value));
	case SWITCH_CURSOR:
		return need_name(p, &r->cursor);
	default:
		return NOT_MINE;
	}
}

static int
take_common(struct parse *p, int id)
{
	struct chosen *c = &p->args->chosen;

	switch (id) {
	case SWITCH_API_URL:
		return need_name(p, &c->api_url);
	case SWITCH_PROFILE:
		return need_name(p, &c->profile);
	case SWITCH_NO_PROMPT:
		c->no_prompt = true;
		return 0;
	case SWITCH_QUIET:
	case SWITCH_VERBOSE:
		p->quiet |= id == SWITCH_QUIET;
		p->verbose |= id == SWITCH_VERBOSE;
		msg_level(p->quiet, p->verbose);
		return 0;
	default:
		return NOT_MINE;
	}
}

int
parse_switch(struct parse *p, int id)
{
	int (*const takers[])(struct parse *,
			      int) = { take_flag,    take_number,
				       take_slicing, take_argument,
				       take_reading, take_common };
	size_t i;
	int rc = NOT_MINE;

	for (i = 0; rc == NOT_MINE && i < sizeof takers / sizeof *takers; i++)
		rc = takers[i](p, id);
	return rc;
}
