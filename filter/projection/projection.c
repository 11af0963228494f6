#include "filter/projection/projection.h"

#include <stdlib.h>

#include "filter/projection/lex.h"
#include "filter/projection/walk.h"
#include "helper/base/output.h"

void
projection_free(struct projection *r)
{
	if (!r)
		return;
	node_free(r->root.child);
	free(r->filter);
	free(r);
}

/* The node at the end of the path .a.b at *p, which is moved past it; NULL: no
 * path. */
static struct projection_node *
projection_follow(struct projection *r, const char **p)
{
	struct projection_node *n = &r->root;

	lex_blank(p);
	while (n && **p == '.') {
		size_t len = lex_name(*p + 1);

		n = len ? node_child(n, *p + 1, len) : NULL;
		if (n)
			n->on_way = true;
		*p += 1 + len;
	}
	return n;
}

/* Whether the filter begins with select(.a.b == "text"), with nothing but keys
 * between that and the first pipe: an input with another text there then has
 * no results and no errors, whatever comes after the pipe. */
static bool
projection_find_test(struct projection *r)
{
	const char *p = r->filter;
	size_t n;

	if (!lex_word(&p, "select") || !lex_sign(&p, "("))
		return false;
	r->end = projection_follow(r, &p);
	if (!r->end || !lex_sign(&p, "=="))
		return false;
	lex_blank(&p);
	n = *p == '"' ? lex_key(p) : 0;
	if (!n)
		return false;
	r->text = p + 1;
	r->text_len = n - 2;
	p += n;
	if (!lex_sign(&p, ")"))
		return false;
	while (p[0] == '.' && lex_alpha(p[1]))
		p += 1 + lex_name(p + 1);
	lex_blank(&p);
	return *p == '|' || !*p;
}

struct projection *
projection_of(const char *filter)
{
	struct projection *r = output_memory(1, sizeof *r);
	struct projection_node *n;

	r->filter = output_copy(filter);
	if (!walk_filter(r->filter, &r->root, &r->one_path) ||
	    (r->root.whole && !r->one_path)) {
		projection_free(r);
		return NULL;
	}
	if (r->one_path) {
		for (n = r->root.child; n; n = n->child) {
			n->on_way = true;
			r->end = n;
		}
	} else if (!projection_find_test(r)) {
		r->text = NULL;
	}
	return r;
}

jv
projection_get(const struct projection *r, jv input)
{
	const struct projection_node *n;

	for (n = r->root.child; n && jv_is_valid(input); n = n->child)
		input = jv_get(input, jv_string_sized(n->key, (int)n->len));
	return input;
}
