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

/* 64 bytes of a text. A set bit marks a byte that cannot stand in a string as
 * it is (a quote, a backslash, a control byte); the lowest one is for the
 * first. */
struct skip_marks {
	const char *from;
	uint64_t bits;
};

/* The first marks from p on. There is one at `end`. */
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

/* White space, which may be none. Noted in *t. */
static inline const char *
skip_space(const char *p, const char *end, struct text *t)
{
	if (p < end && json_is_space(*p)) {
		p = json_space(p, end);
		t->compact = false;
	}
	return p;
}

/* The bytes up to the next mark, which may be none. *m are the last marks that
 * were found, and become those at the end. */
static inline const char *
skip_plain(const char *p, const char *end, struct skip_marks *m)
{
	size_t at = (uintptr_t)p - (uintptr_t)m->from;

	if (at < 64 && m->bits >> at)
		return p + __builtin_ctzll(m->bits >> at);
	*m = skip_unmarked(at < 64 ? m->from + 64 : p, end);
	return m->from + __builtin_ctzll(m->bits);
}

/* The rest of a string, after its opening quote. Noted in *t. */
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

/* A key and its colon. *t becomes the key; its `compact` becomes false for
 * white space around it. GCC would not inline it, and a listing take longer. */
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
