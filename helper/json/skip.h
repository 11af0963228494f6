/*
 * Moves over parts of a JSON text, for scan.c. Each function returns the end of
 * what begins at p, which is at most `end`, or NULL if it is not whole or not
 * valid.
 */
#ifndef HELPER_JSON_SKIP_H
#define HELPER_JSON_SKIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/json/text.h"

/*
 * A mark is a byte that cannot stand in a string as it is: a quote, a backslash
 * or a control byte. The end of a text counts as one. These are the marks among
 * 64 bytes, a bit for each byte, the lowest for the first. All zero: not known.
 */
struct skip_marks {
	const char *from;
	uint64_t bits;
};

/* The marks among the first 64 bytes from p that have one, or among 64 bytes
 * after those, and so on. */
struct skip_marks skip_unmarked(const char *p, const char *end);

/* true, false, null, or a number. There is a byte at p. */
const char *skip_word(const char *p, const char *end);

/* The rest of a string, from a mark on. *ret_lone becomes true if it holds half
 * a surrogate pair. */
const char *skip_escapes(const char *p, const char *end, bool *ret_lone);

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

/* White space, if any; noted in *t. */
static inline const char *
skip_space(const char *p, const char *end, struct text *t)
{
	if (p < end && json_is_space(*p)) {
		p = json_space(p, end);
		t->compact = false;
	}
	return p;
}

/* The bytes before the next mark, if any. *m keeps the marks found last, for
 * the next call on the same text. */
static inline const char *
skip_plain(const char *p, const char *end, struct skip_marks *m)
{
	size_t at = (uintptr_t)p - (uintptr_t)m->from;

	if (at < 64 && m->bits >> at)
		return p + __builtin_ctzll(m->bits >> at);
	*m = skip_unmarked(at < 64 ? p + (64 - at) : p, end);
	return m->from + __builtin_ctzll(m->bits);
}

/* The rest of a string, after its opening quote. *t notes what it holds. */
static inline const char *
skip_string(const char *p, const char *end, struct skip_marks *m,
	    struct text *t)
{
	bool lone = false;

	p = skip_plain(p, end, m);
	if (p < end && *p == '"')
		return p + 1;
	p = skip_escapes(p, end, &lone);
	t->escaped = true;
	t->lone_surrogate |= lone;
	return p;
}

/* A key and its colon. *t becomes the key; its `compact` becomes false if there
 * is white space around it. Calling this for each key would slow down a listing
 * by 4 %. */
static inline __attribute__((always_inline)) const char *
skip_key(const char *p, const char *end, struct skip_marks *m, struct text *t)
{
	p = skip_space(p, end, t);
	if (p == end || *p != '"')
		return NULL;
	t->bytes = p;
	p = skip_string(p + 1, end, m, t);
	if (!p)
		return NULL;
	t->n = (size_t)(p - t->bytes);
	p = skip_space(p, end, t);
	return p < end && *p == ':' ? p + 1 : NULL;
}

#endif
