/*
 * JSON texts as bytes: checked, measured, walked and laid out without building
 * values. What is done to values is libjq's.
 *
 * The check is RFC 8259's, to the letter, save that bytes from 0x80 up pass in
 * strings as they came: what is no UTF-8 stays what it is where the text is
 * passed on, and becomes U+FFFD where libjq reads it.
 */
#ifndef HELPER_JSON_SCAN_H
#define HELPER_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"
#include "helper/json/text.h"

/* Deeper texts may be valid JSON, but libjq refuses them. */
enum { JSON_DEPTH_MAX = 10000 };

static inline bool
json_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Returns the end of the white space at p. */
static inline const char *
json_space(const char *p, const char *end)
{
	while (p < end && json_is_space(*p))
		p++;
	return p;
}

/* One value at the start of p[0..n), white space before it skipped. Returns
 * the bytes up to its end, and fills *ret; 0: no JSON value stands there
 * whole. Any depth passes, and is told. */
size_t json_value(const char *p, size_t n, struct text *ret);

/* The same, with nothing but white space behind it: a whole answer. */
bool json_whole(const char *p, size_t n, struct text *ret);

/*
 * A walk over the members of one object or array, checked as they pass. The
 * caller passes over each value: by json_pass, or by a walk of its own into the
 * value that has come to JSON_CLOSE, and json_leave.
 */
struct json_walk {
	const char *at; /* the value to pass; behind the bracket */
	const char *end;
	char close; /* the bracket that ends the walk */
	bool begun;
	struct text all; /* once closed, the whole object or array */
};

enum json_step {
	JSON_MEMBER, /* `at` stands before a value */
	JSON_CLOSE,  /* `at` stands behind the bracket */
	JSON_BROKEN  /* no JSON */
};

/* false: neither an object nor an array stands at p, white space skipped. */
bool json_enter(struct json_walk *w, const char *p, size_t n);

/* *key is the member's key, quotes and all; untouched in an array. */
enum json_step json_step(struct json_walk *w, struct text *key);

/* Pass over the value at `at`; false: no JSON. */
bool json_pass(struct json_walk *w, struct text *ret);

/* Moves the outer walk past the value that the inner walk, now closed, went
 * through. */
void json_leave(struct json_walk *outer, const struct json_walk *inner);

/* Whether a checked string, quotes and all, spells `name`, whatever escapes it
 * is written with. */
bool json_spells(const struct text *string, const char *name);

/* What a checked string says. NULL when that cannot be one C string (a NUL, a
 * lone surrogate, no memory); the caller frees it. */
char *json_decode(const struct text *string);

/* The text again without white space between tokens, nothing else changed. 0,
 * or -1 when memory is out. `t` has been checked. */
int json_compact(const struct text *t, struct buf *ret);

/* What is coloured, in the order of JQ_COLORS. */
enum json_colour {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
	JSON_KEY,
	JSON_COLOURS
};

/* The text again on lines of its own, as jq lays it out for people; nothing
 * but white space changes. `colour` holds SGR parameters ("1;34"), NULL: none.
 * 0, or -1 when memory is out. `t` has been checked. */
int json_indent(const struct text *t, const char *const colour[JSON_COLOURS],
		struct buf *ret);

#endif
