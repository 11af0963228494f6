/* An input as a filter gets it from a listing: the parts that the filter reads,
 * as a value. */
#ifndef TESTS_UNIT_PROJECTED_H
#define TESTS_UNIT_PROJECTED_H

#include <stdlib.h>
#include <string.h>

#include "filter/projection/project.h"
#include "filter/slice/inputs.h"

struct one_text {
	struct source source;
	struct json_walk w;	/* before the text */
	struct buf cut;
	struct text got;
};

static enum source_step
one_text_next(struct source *s, struct text *ret)
{
	struct one_text *one = (struct one_text *)s;

	if (one->w.at == one->w.end)
		return SOURCE_END;
	if (!(s->reads ? project(s->reads, &one->w, &one->cut, &one->got) :
			 json_pass(&one->w, &one->got)))
		abort();
	one->w.at = one->w.end;
	*ret = one->got;
	return SOURCE_TEXT;
}

static void
one_text_close(struct source *s)
{
	buf_free(&((struct one_text *)s)->cut);
}

/* The value of the JSON text p[0..n); if the filter is one path, the value at
 * its end. *ret_cut: parts were left out. The text is copied to memory of its
 * size, so that a sanitizer sees a read past its end. */
static jv
projected(const struct projection *r, const char *p, size_t n, bool *ret_cut)
{
	struct one_text one = { .source.next = one_text_next,
				.source.close = one_text_close,
				.cut = BUF(n) };
	const struct slicing how = { .slurp = false };
	char *copy = malloc(n);
	struct inputs *in;
	jv value = jv_invalid();

	memcpy(copy, p, n);
	one.w = (struct json_walk){ .at = copy, .end = copy + n };
	if (buf_room(&one.cut, n)) {
		in = values_open(&how, r, &one.source);
		value = in->next(NULL, in->data);
		*ret_cut = one.got.is_result ||
			   one.got.bytes == one.cut.data;
		in->close(in);
	}
	free(copy);
	return value;
}

#endif
