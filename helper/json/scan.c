#include "helper/json/scan.h"

#include <stdlib.h>

#include "helper/base/output.h"
#include "helper/json/skip.h"

/* The open brackets, one bit each: set for an object. The lowest bit is the
 * innermost bracket. `outer` holds those that no longer fit into `inner`, 64 in
 * each word. */
struct nest {
	uint64_t inner;
	unsigned depth;
	unsigned deepest;
	uint64_t *outer; /* NULL: none yet */
};

/* Move the 64 brackets of `inner` to `outer`. It may shrink to the words in
 * use, when a text nests deeply more than once. */
static void
nest_save(struct nest *nest)
{
	size_t i = nest->depth / 64 - 1;

	nest->outer = output_room(nest->outer, i, sizeof *nest->outer);
	nest->outer[i] = nest->inner;
}

static inline void
nest_push(struct nest *nest, bool object)
{
	if (nest->depth > 0 && nest->depth % 64 == 0)
		nest_save(nest);
	nest->inner = nest->inner << 1 | object;
	if (++nest->depth > nest->deepest)
		nest->deepest = nest->depth;
}

static inline bool
nest_is_object(const struct nest *nest)
{
	return nest->inner & 1;
}

static inline char
nest_close(const struct nest *nest)
{
	return nest_is_object(nest) ? '}' : ']';
}

static inline void
nest_pop(struct nest *nest)
{
	nest->inner >>= 1;
	if (--nest->depth > 0 && nest->depth % 64 == 0)
		nest->inner = nest->outer[nest->depth / 64 - 1];
}

/* Returns the end of the object or array at p, or NULL if it is not whole or
 * not valid. Notes in *t what it holds. */
static const char *
skip_nested(const char *p, const char *end, struct skip_marks *marks,
	    struct text *t, struct nest *nest)
{
	struct skip_marks m = *marks;

	for (;;) {
		/* At a value, or a member of an object. */
		if (nest_is_object(nest) && !(p = skip_key(p, end, &m, t)))
			return NULL;
		p = skip_space(p, end, t);
		if (p == end)
			return NULL;
		if (*p == '{' || *p == '[') {
			nest_push(nest, *p == '{');
			p = skip_space(p + 1, end, t);
			if (p < end && *p != nest_close(nest))
				continue;
		} else if (*p == '"') {
			p = skip_string(p + 1, end, &m, t);
		} else {
			p = skip_word(p, end);
		}
		/* After a value. */
		if (!p)
			return NULL;
		for (;; p++) {
			p = skip_space(p, end, t);
			if (p == end)
				return NULL;
			if (*p == ',')
				break;
			if (*p != nest_close(nest))
				return NULL;
			nest_pop(nest);
			if (nest->depth == 0) {
				*marks = m;
				return p + 1;
			}
		}
		p++;
	}
}

static const char *
skip_bracketed(const char *p, const char *end, struct skip_marks *m,
	       struct text *ret)
{
	struct text t = { .compact = true };
	struct nest nest = { 0 };

	p = skip_nested(p, end, m, &t, &nest);
	free(nest.outer);
	ret->depth = nest.deepest;
	ret->lone_surrogate = t.lone_surrogate;
	ret->escaped = t.escaped;
	ret->compact = t.compact;
	return p;
}

/* Returns the end of the value at p, after white space, and fills *ret; NULL if
 * it is not whole or not valid. */
static const char *
skip_value(const char *p, const char *end, struct skip_marks *m,
	   struct text *ret)
{
	const char *start = json_space(p, end);

	*ret = (struct text){ .bytes = start, .compact = true };
	if (start == end)
		return NULL;
	if (*start == '{' || *start == '[')
		p = skip_bracketed(start, end, m, ret);
	else if (*start == '"')
		p = skip_string(start + 1, end, m, ret);
	else
		p = skip_word(start, end);
	if (p)
		ret->n = (size_t)(p - start);
	return p;
}

size_t
json_value(const char *p, size_t n, struct text *ret)
{
	struct skip_marks m = { 0 };
	const char *after = skip_value(p, p + n, &m, ret);

	return after ? (size_t)(after - p) : 0;
}

bool
json_whole(const char *p, size_t n, struct text *ret)
{
	size_t used = json_value(p, n, ret);

	return used && json_space(p + used, p + n) == p + n;
}

/* Note in `all` what is known of a part of it. */
static inline void
walk_note(struct json_walk *w, const struct text *part)
{
	w->all.compact &= part->compact;
	w->all.lone_surrogate |= part->lone_surrogate;
	w->all.escaped |= part->escaped;
	if (w->all.depth <= part->depth)
		w->all.depth = part->depth + 1;
}

bool
json_enter(struct json_walk *w, const char *p, size_t n)
{
	w->end = p + n;
	w->at = json_space(p, w->end);
	if (w->at == w->end || (*w->at != '{' && *w->at != '['))
		return false;
	w->begun = false;
	w->marks = (struct skip_marks){ 0 };
	w->all = (struct text){ .bytes = w->at, .depth = 1, .compact = true };
	w->close = *w->at++ == '{' ? '}' : ']';
	return true;
}

/* Pass over the value at p. Returns its end; NULL: not JSON. */
static inline const char *
walk_pass(struct json_walk *w, const char *p, struct text *ret)
{
	const char *after = skip_value(p, w->end, &w->marks, ret);

	if (after) {
		w->all.compact &= ret->bytes == p;
		walk_note(w, ret);
	}
	return after;
}

enum json_step
json_seek(struct json_walk *w, uint64_t lengths, struct text *key)
{
	const char *p = w->at;
	struct text value;

	do {
		p = skip_space(p, w->end, &w->all);
		if (p == w->end)
			return JSON_BROKEN;
		if (*p == w->close) {
			w->at = p + 1;
			w->all.n = (size_t)(w->at - w->all.bytes);
			return JSON_CLOSE;
		}
		if (w->begun && *p++ != ',')
			return JSON_BROKEN;
		w->begun = true;
		w->at = p;
		if (w->close == ']')
			return JSON_MEMBER;
		*key = (struct text){ .compact = true };
		p = skip_key(p, w->end, &w->marks, key);
		if (!p)
			return JSON_BROKEN;
		walk_note(w, key);
		w->at = p;
		if (key->escaped || lengths & json_length_bit(key->n - 2))
			return JSON_MEMBER;
		p = walk_pass(w, p, &value);
	} while (p);
	return JSON_BROKEN;
}

enum json_step
json_step(struct json_walk *w, struct text *key)
{
	return json_seek(w, UINT64_MAX, key);
}

bool
json_pass(struct json_walk *w, struct text *ret)
{
	const char *p = walk_pass(w, w->at, ret);

	if (p)
		w->at = p;
	return p;
}

void
json_leave(struct json_walk *outer, const struct json_walk *inner)
{
	outer->all.compact &= inner->all.bytes == outer->at;
	walk_note(outer, &inner->all);
	outer->marks = inner->marks;
	outer->at = inner->at;
}
