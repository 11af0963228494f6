/* The texts of a source as values, each by a parser of its own: where a text is
 * refused, the position in the message counts from its start. */
#include <stdlib.h>
#include <string.h>

#include "filter/projection/project.h"
#include "filter/slice/inputs.h"
#include "helper/base/buf.h"
#include "helper/base/msg.h"

/* What is deeper libjq may refuse, and must see to do so: 1.6 and 1.7 have room
 * for 256 open brackets and keys, and in an object each level is both. */
enum { CUT_DEPTH = 128 };

struct values {
	struct inputs inputs;
	struct source *source;
	jv_parser *parser;		/* of the text; NULL: none yet */
	int flags;			/* of parsers */
	const struct projection *reads; /* NULL: of a text all is wanted */
	struct buf mended;
	struct buf less;
	bool slurp;
	bool more; /* the parser may have more of the text */
	bool ended;
	bool failed;
};

/* What the `\uXXXX` at p stands for; -1: none stands there before `end`. */
static int
unit(const char *p, const char *end)
{
	char hex[5] = "";

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	memcpy(hex, p + 2, 4);
	return (int)strtol(hex, NULL, 16);
}

/* Half a surrogate pair is an error to libjq: it becomes U+FFFD. */
static int
mend(struct buf *b, const struct text *t)
{
	char *p, *end;

	buf_clear(b);
	if (buf_add(b, t->bytes, t->n))
		return -1;
	end = b->data + b->len;
	for (p = b->data; p < end; p++) {
		int high = unit(p, end);
		int low = high < 0 ? -1 : unit(p + 6, end);

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
	return 0;
}

static void
set_text(struct values *v, struct text t)
{
	if (t.lone_surrogate && mend(&v->mended, &t) == 0)
		t.bytes = v->mended.data;
	if (v->reads && t.depth <= CUT_DEPTH &&
	    project(v->reads, &t, &v->less)) {
		t.bytes = v->less.data;
		t.n = v->less.len;
	}
	if (v->parser)
		jv_parser_free(v->parser);
	v->parser = jv_parser_new(v->flags);
	jv_parser_set_buf(v->parser, t.bytes, (int)t.n, 0);
	v->more = true;
}

/* The next text; false: there is none. */
static bool
next_text(struct values *v)
{
	struct text t;
	enum source_step step =
		v->ended ? SOURCE_END : v->source->next(v->source, &t);

	if (step == SOURCE_TEXT)
		set_text(v, t);
	else
		v->ended = true;
	v->failed |= step == SOURCE_FAILED;
	return step == SOURCE_TEXT;
}

static jv
next_value(struct values *v)
{
	jv value;

	while (v->more || next_text(v)) {
		value = jv_parser_next(v->parser);
		if (jv_is_valid(value))
			return value;
		v->more = false;
		if (jv_invalid_has_msg(jv_copy(value)))
			return value;
		jv_free(value);
	}
	if (v->failed)
		return jv_invalid_with_msg(
			jv_string("the input was cut short"));
	return jv_invalid();
}

static jv
all_values(struct values *v)
{
	jv all = jv_array(), value;

	while (jv_is_valid(value = next_value(v)))
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
next(jq_state *jq, void *data)
{
	struct values *v = data;

	(void)jq;
	return v->slurp ? all_values(v) : next_value(v);
}

static int
status(struct inputs *in, bool *cut)
{
	struct values *v = (struct values *)in;

	*cut = v->failed;
	return v->source->status;
}

static void
values_close(struct inputs *in)
{
	struct values *v = (struct values *)in;

	v->source->close(v->source);
	if (v->parser)
		jv_parser_free(v->parser);
	buf_free(&v->mended);
	buf_free(&v->less);
	free(v);
}

int
values_open(const struct slicing *s, const struct projection *reads,
	    struct source *source, struct inputs **ret)
{
	struct values *v = calloc(1, sizeof *v);

	if (!v) {
		source->close(source);
		return msg_no_memory();
	}
	v->inputs = (struct inputs){
		.next = next, .data = v, .status = status, .close = values_close
	};
	v->source = source;
	v->slurp = s->slurp;
	v->reads = reads;
	v->mended = (struct buf)BUF(SIZE_MAX / 2);
	v->less = (struct buf)BUF(SIZE_MAX / 2);
	v->flags = s->stream ? JV_PARSE_STREAMING : 0;
	*ret = &v->inputs;
	return 0;
}
