/*
 * Checks, measures, walks and formats JSON texts as bytes, without building
 * values. libjq works on values.
 *
 * The check follows RFC 8259 exactly, except that strings may hold any bytes
 * from 0x80 up. Bytes that are not UTF-8 stay unchanged when the text is
 * printed, and become U+FFFD when libjq reads it.
 */
#ifndef HELPER_JSON_SCAN_H
#define HELPER_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/json/skip.h"
#include "helper/json/text.h"

/* Deeper texts may be valid JSON, but libjq refuses them. */
enum { JSON_DEPTH_MAX = 10000 };

/* Find one value at the start of p[0..n), after white space. Returns the bytes
 * up to its end, and fills *ret; 0: there is no whole JSON value. Any depth is
 * allowed, and reported. */
size_t json_value(const char *p, size_t n, struct text *ret);

/* The same, with only white space after it: a whole answer. */
bool json_whole(const char *p, size_t n, struct text *ret);

/*
 * A walk over the members of one object or array, which checks them. The caller
 * moves past each value: with json_pass, or with a walk of its own into the
 * value, up to JSON_CLOSE, and json_leave.
 */
struct json_walk {
	const char *at; /* the next value; or after the bracket */
	const char *end;
	char close; /* the bracket that ends the walk */
	bool begun;
	struct skip_marks marks;
	struct text all; /* once closed, the whole object or array */
};

enum json_step {
	JSON_MEMBER, /* `at` is at a value */
	JSON_CLOSE,  /* `at` is after the bracket */
	JSON_BROKEN  /* not JSON */
};

/* false: after white space there is neither an object nor an array at p. */
bool json_enter(struct json_walk *w, const char *p, size_t n);

/* *key is the member's key with its quotes; unchanged in an array. */
enum json_step json_step(struct json_walk *w, struct text *key);

/* The bit for a key of n bytes, without its quotes, in a set of lengths. */
static inline uint64_t
json_length_bit(size_t n)
{
	return UINT64_C(1) << (n < 63 ? n : 63);
}

/* The same in an object, but pass over members whose keys have none of these
 * lengths. A key with an escape is not passed over. */
enum json_step json_seek(struct json_walk *w, uint64_t lengths,
			 struct text *key);

/* Pass over the value at `at`; false: not JSON. */
bool json_pass(struct json_walk *w, struct text *ret);

/* Moves the outer walk past the value that the inner walk, now closed, went
 * through. */
void json_leave(struct json_walk *outer, const struct json_walk *inner);

/* Append the text without white space between tokens, otherwise unchanged. `t`
 * has been checked. */
void json_compact(const struct text *t, struct buf *ret);

/* The kinds of colours, in the order of JQ_COLORS. */
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

/* Append the text indented as jq does; only white space changes. `colour` holds
 * SGR parameters ("1;34"), NULL: none. `t` has been checked. */
void json_indent(const struct text *t, const char *const colour[JSON_COLOURS],
		 struct buf *ret);

#endif
