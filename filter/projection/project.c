#include "filter/projection/project.h"

#include <string.h>

#include "helper/json/scan.h"

static const struct projection_node *
child_of(const struct projection_node *n, const char *key, size_t len)
{
	for (n = n->child; n; n = n->sibling)
		if (n->len == len && memcmp(n->key, key, len) == 0)
			break;
	return n;
}

static int cut_object(const struct projection_node *n, struct json_walk *w,
		      struct buf *to);

/* The value that the walk stands before: as far as it is read if it is an
 * object, else whole. */
static int
cut_value(const struct projection_node *n, struct json_walk *w, struct buf *to)
{
	struct json_walk in;
	struct text value;

	if (n->child && !n->whole &&
	    json_enter(&in, w->at, (size_t)(w->end - w->at)) &&
	    in.close == '}') {
		if (cut_object(n, &in, to))
			return -1;
		w->at = in.at;
		return 0;
	}
	return json_pass(w, &value) ? buf_add(to, value.bytes, value.n) : -1;
}

/* Equal keys all stay: libjq then takes the last, as it would have. */
static int
cut_object(const struct projection_node *n, struct json_walk *w, struct buf *to)
{
	enum json_step step;
	struct text key, skipped;
	bool first = true;

	if (buf_addc(to, '{'))
		return -1;
	while ((step = json_step(w, &key)) == JSON_MEMBER) {
		const struct projection_node *child;

		if (memchr(key.bytes, '\\', key.n))
			return -1;
		child = child_of(n, key.bytes + 1, key.n - 2);
		if (!child) {
			if (!json_pass(w, &skipped))
				return -1;
			continue;
		}
		if ((!first && buf_addc(to, ',')) ||
		    buf_add(to, key.bytes, key.n) || buf_addc(to, ':') ||
		    cut_value(child, w, to))
			return -1;
		first = false;
	}
	return step == JSON_CLOSE ? buf_addc(to, '}') : -1;
}

bool
project(const struct projection *r, const struct text *t, struct buf *to)
{
	struct json_walk w;

	buf_clear(to);
	return !r->root.whole && json_enter(&w, t->bytes, t->n) &&
	       w.close == '}' && cut_object(&r->root, &w, to) == 0;
}
