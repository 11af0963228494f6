/* Makes values of the texts of a source. */
#include <stdlib.h>
#include <string.h>

#include "filter/slice/inputs.h"
#include "helper/base/buf.h"
#include "helper/base/output.h"

struct values {
	struct inputs inputs;
	struct source *source;
	struct text text;		/* the one read last */
	jv_parser *parser;		/* of `text`; NULL: none yet */
	int flags;			/* of parsers */
	const struct projection *reads; /* NULL: all of a text is needed */
	struct buf replaced;
	bool slurp;
	bool more; /* the parser may have more of the text */
	bool ended;
};

/* The value of the `\uXXXX` at p; -1: there is none before `end`. */
static int
values_escape_at(const char *p, const char *end)
{
	char hex[5] = "";

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	memcpy(hex, p + 2, 4);
	return (int)strtol(hex, NULL, 16);
}

/* libjq refuses half a surrogate pair: replace it with U+FFFD. */
static void
values_replace_halves(struct buf *b, const struct text *t)
{
	char *p, *end;

	buf_clear(b);
	buf_add(b, t->bytes, t->n);
	end = b->data + b->len;
	for (p = b->data; p < end; p++) {
		int high = values_escape_at(p, end);
		int low = high < 0 ? -1 : values_escape_at(p + 6, end);

		if (*p != '\\')
			continue;
		if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 &&
		    low < 0xe000)
			p += 11;
		else if (high >= 0xd800 && high < 0xe000)
			memcpy(p + 2, "fffd", 4);
		else
			p++;
	}
}

/* Give the text to a parser. It is a new one, so that positions in errors count
 * from the start of the text. */
static void
values_parse(struct values *v, const struct text *t)
{
	if (v->parser)
		jv_parser_free(v->parser);
	v->parser = jv_parser_new(v->flags);
	jv_parser_set_buf(v->parser, t->bytes, (int)t->n, 0);
}

/* Read the next text; false: there is none. */
static bool
values_next_text(struct values *v)
{
	struct text *t = &v->text;
	enum source_step step =
		v->ended ? SOURCE_END : v->source->next(v->source, t);

	v->ended = step != SOURCE_TEXT;
	v->inputs.cut |= step == SOURCE_FAILED;
	v->inputs.status = v->source->status;
	if (!v->ended && t->lone_surrogate) {
		values_replace_halves(&v->replaced, t);
		t->bytes = v->replaced.data;
	}
	return !v->ended;
}

/* The next value, or with one path the value at its end; invalid: see inputs.h.
 */
static jv
values_next_value(struct values *v)
{
	const struct print *out = v->source->out;
	struct text *t = &v->text;
	jv value;

	v->inputs.plain = NULL;
	while (v->more || values_next_text(v)) {
		if (t->is_result && !t->n) {
			v->inputs.passed++;
			continue;
		}
		if (t->is_result && out && print_is_plain(out, t)) {
			v->inputs.plain = t;
			return *t->bytes == 'n' ? jv_null() :
						  jv_bool(*t->bytes != 'f');
		}
		if (!v->more)
			values_parse(v, t);
		value = jv_parser_next(v->parser);
		v->more = jv_is_valid(value);
		if (jv_is_valid(value) && v->reads && v->reads->one_path &&
		    !t->is_result)
			value = projection_get(v->reads, value);
		if (jv_is_valid(value) || jv_invalid_has_msg(jv_copy(value)))
			return value;
		jv_free(value);
	}
	if (v->inputs.cut)
		return jv_invalid_with_msg(
			jv_string("the input was cut short"));
	return jv_invalid();
}

static jv
values_all(struct values *v)
{
	jv all = jv_array(), value;

	while (jv_is_valid(value = values_next_value(v)))
		all = jv_array_append(all, value);
	v->slurp = false;
	if (!jv_invalid_has_msg(jv_copy(value))) {
		jv_free(value);
		return all;
	}
	v->ended = true;
	jv_free(all);
	return value;
}

static jv
values_next(jq_state *jq, void *data)
{
	struct values *v = data;

	(void)jq;
	return v->slurp ? values_all(v) : values_next_value(v);
}

static void
values_close(struct inputs *in)
{
	struct values *v = (struct values *)in;

	v->source->close(v->source);
	if (v->parser)
		jv_parser_free(v->parser);
	buf_free(&v->replaced);
	free(v);
}

struct inputs *
values_open(const struct slicing *s, const struct projection *reads,
	    struct source *source)
{
	struct values *v = output_memory(1, sizeof *v);

	v->inputs = (struct inputs){ .next = values_next,
				     .data = v,
				     .close = values_close };
	v->source = source;
	v->slurp = s->slurp;
	v->reads = source->reads = reads;
	v->replaced = (struct buf)BUF(SIZE_MAX / 2);
	v->flags = s->stream ? JV_PARSE_STREAMING : 0;
	return &v->inputs;
}
