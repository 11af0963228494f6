#include "filter/projection/project.h"

#include <string.h>

/* Beyond this depth pass the text uncut, so that libjq reports its own limit:
 * 1.6 and 1.7 have room for 256 open brackets and keys, and each level of an
 * object is both. */
enum { CUT_DEPTH = 128 };

/* What project_object keeps of one text. */
struct kept {
	struct buf *members; /* those on a path; NULL: there is one path, and
				only its value is needed */
	struct text value;   /* at r->end; no bytes: none was found */
	const struct projection *r;
};

static bool
project_keep(struct kept *k, const char *bytes, size_t n)
{
	return !k->members || !buf_add(k->members, bytes, n);
}

static bool project_object(const struct projection_node *n, struct json_walk *w,
			   struct kept *k);

/* Keeps a member whose value is at the walk: of an object only what is read,
 * else all. */
static bool
project_member(const struct projection_node *n, const char *key,
	       struct json_walk *w, struct kept *k)
{
	struct json_walk in;
	struct text value;

	if (n->child && !n->whole) {
		if (json_enter(&in, w->at, (size_t)(w->end - w->at)) &&
		    in.close == '}') {
			if (!project_keep(k, key, (size_t)(w->at - key)) ||
			    !project_object(n, &in, k))
				return false;
			json_leave(w, &in);
			return true;
		}
		if (!k->members)
			return false; /* null, or an error from libjq */
	}
	if (!json_pass(w, &value))
		return false;
	if (n == k->r->end)
		k->value = value;
	return project_keep(k, key, (size_t)(w->at - key));
}

/* Keeps all duplicate keys: libjq takes the last one, as it would anyway. */
static bool
project_object(const struct projection_node *n, struct json_walk *w,
	       struct kept *k)
{
	const struct projection_node *child;
	enum json_step step;
	struct text key, skipped;
	bool first = true;

	if (!project_keep(k, "{", 1))
		return false;
	while ((step = json_seek(w, n->lengths, &key)) == JSON_MEMBER) {
		if (key.escaped)
			return false;
		child = node_child(n, key.bytes + 1, key.n - 2);
		if (!child) {
			if (!json_pass(w, &skipped))
				return false;
			continue;
		}
		if (child->on_way)
			k->value.n = 0;
		if (!project_keep(k, ",", !first) ||
		    !project_member(child, key.bytes, w, k))
			return false;
		first = false;
	}
	return step == JSON_CLOSE && project_keep(k, "}", 1);
}

/* Whether the filter certainly outputs nothing, because `value` is not the
 * string that it selects. A string with escapes is left to libjq. */
static bool
project_fails_test(const struct projection *r, const struct text *value)
{
	return r->text && value->n && *value->bytes == '"' && !value->escaped &&
	       (value->n != r->text_len + 2 ||
		memcmp(value->bytes + 1, r->text, r->text_len) != 0);
}

bool
project(const struct projection *r, struct json_walk *w, struct buf *to,
	struct text *ret)
{
	static const struct text null = { .bytes = "null",
					  .n = 4,
					  .compact = true };
	struct kept kept = { .members = r->one_path ? NULL : to, .r = r };
	size_t from = to->len;
	struct json_walk in;

	if (r->root.whole ||
	    !json_enter(&in, w->at, (size_t)(w->end - w->at)) ||
	    in.close != '}' || !project_object(&r->root, &in, &kept) ||
	    in.all.depth > CUT_DEPTH) {
		to->len = from;
		return json_pass(w, ret);
	}
	json_leave(w, &in);
	if (r->one_path) {
		*ret = kept.value.n ? kept.value : null;
		ret->is_result = true;
		if (ret->n <= 64 && !buf_add(to, ret->bytes, ret->n))
			ret->bytes = to->data + from;
	} else if (project_fails_test(r, &kept.value)) {
		to->len = from;
		*ret = (struct text){ .is_result = true };
	} else {
		*ret = in.all;
		ret->bytes = to->data + from;
		ret->n = to->len - from;
	}
	return true;
}
