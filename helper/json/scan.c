#include "helper/json/scan.h"

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline const char *
skip_digits(const char *p, const char *end)
{
	while (p < end && (unsigned)(*p - '0') < 10)
		p++;
	return p;
}

/* 16 bytes, compared at once: the compiler uses the machine's vectors (SSE2,
 * NEON) if there are any. */
typedef unsigned char block __attribute__((vector_size(16)));

/* The first byte of p[0..end) that cannot stand in a string as it is (a quote,
 * a backslash, a control byte), or `end`. */
static inline const char *
skip_plain(const char *p, const char *end)
{
	block v;
	uint64_t found[2]; /* 0xff for each such byte */

	for (; end - p >= (ptrdiff_t)sizeof v; p += sizeof v) {
		memcpy(&v, p, sizeof v);
		v = (block)((v == '"') | (v == '\\') | (v < 0x20));
		memcpy(found, &v, sizeof v);
		if (found[0])
			return p + (__builtin_ctzll(le64toh(found[0])) >> 3);
		if (found[1])
			return p + 8 +
			       (__builtin_ctzll(le64toh(found[1])) >> 3);
	}
	while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return p;
}

/* The number in the four hexadecimal digits at p; -1 if they are not there. */
static int
hex4(const char *p, const char *end)
{
	int n = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int c = p[i] | 0x20;

		if (p[i] >= '0' && p[i] <= '9')
			n = n << 4 | (p[i] - '0');
		else if (c >= 'a' && c <= 'f')
			n = n << 4 | (c - 'a' + 10);
		else
			return -1;
	}
	return n;
}

/* Returns the end of the escape at p, or NULL if it is not valid. */
static const char *
skip_escape(const char *p, const char *end, bool *ret_lone)
{
	int unit, low = -1;

	if (++p == end)
		return NULL;
	if (*p != 'u')
		return *p && strchr("\"\\/bfnrt", *p) ? p + 1 : NULL;
	unit = hex4(p + 1, end);
	if (unit < 0)
		return NULL;
	p += 5;
	if (unit < 0xd800 || unit > 0xdfff)
		return p;
	if (unit < 0xdc00 && end - p > 1 && p[0] == '\\' && p[1] == 'u')
		low = hex4(p + 2, end);
	if (low >= 0xdc00 && low <= 0xdfff)
		return p + 6;
	*ret_lone = true;
	return p;
}

/* Returns the end of the string at p, or NULL if it is not valid. */
static const char *
skip_string(const char *p, const char *end, bool *ret_lone)
{
	if (p == end || *p++ != '"')
		return NULL;
	while (p) {
		p = skip_plain(p, end);
		if (p == end)
			return NULL;
		if (*p == '"')
			return p + 1;
		p = *p == '\\' ? skip_escape(p, end, ret_lone) : NULL;
	}
	return NULL;
}

static const char *
skip_number(const char *p, const char *end)
{
	const char *digits;

	if (*p == '-')
		p++;
	digits = p;
	p = skip_digits(p, end);
	if (p == digits || (*digits == '0' && p - digits > 1))
		return NULL;
	if (p < end && *p == '.') {
		digits = ++p;
		p = skip_digits(p, end);
		if (p == digits)
			return NULL;
	}
	if (p < end && (*p | 0x20) == 'e') {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		digits = p;
		p = skip_digits(p, end);
		if (p == digits)
			return NULL;
	}
	return p;
}

static const char *
skip_word(const char *p, const char *end, const char *word, size_t n)
{
	return (size_t)(end - p) >= n && !memcmp(p, word, n) ? p + n : NULL;
}

static const char *
skip_scalar(const char *p, const char *end, bool *ret_lone)
{
	switch (*p) {
	case '"':
		return skip_string(p, end, ret_lone);
	case 't':
		return skip_word(p, end, "true", 4);
	case 'f':
		return skip_word(p, end, "false", 5);
	case 'n':
		return skip_word(p, end, "null", 4);
	default:
		return skip_number(p, end);
	}
}

/* The open brackets, one bit each: set for an object. */
struct nest {
	unsigned depth;
	unsigned deepest;
	unsigned char *bits;
	size_t size; /* bits that fit */
	unsigned char first[(JSON_DEPTH_MAX + 7) / 8];
};

static bool
nest_push(struct nest *nest, bool object, size_t left)
{
	unsigned char bit = (unsigned char)(1u << nest->depth % 8);

	if (nest->depth == nest->size) {
		/* Enough for the rest: a bracket takes a byte. */
		unsigned char *bits = calloc(1, (nest->size + left) / 8 + 1);

		if (!bits)
			return false;
		memcpy(bits, nest->bits, nest->size / 8);
		nest->bits = bits;
		nest->size += left;
	}
	if (nest->depth % 8 == 0)
		nest->bits[nest->depth / 8] = 0;
	if (object)
		nest->bits[nest->depth / 8] |= bit;
	else
		nest->bits[nest->depth / 8] &= (unsigned char)~bit;
	if (++nest->depth > nest->deepest)
		nest->deepest = nest->depth;
	return true;
}

static inline bool
nest_object(const struct nest *nest)
{
	unsigned i = nest->depth - 1;

	return nest->bits[i / 8] >> i % 8 & 1;
}

/* Returns the end of the key and colon at p, or NULL if they are not valid. */
static inline const char *
skip_key(const char *p, const char *end, struct text *key, bool *ret_compact)
{
	const char *colon, *quote = json_space(p, end);

	*ret_compact &= quote == p;
	p = skip_string(quote, end, &key->lone_surrogate);
	if (!p)
		return NULL;
	key->bytes = quote;
	key->n = (size_t)(p - quote);
	colon = json_space(p, end);
	*ret_compact &= colon == p;
	return colon < end && *colon == ':' ? colon + 1 : NULL;
}

/* Skips commas and closing brackets after a value. Returns where the next value
 * begins, or the end of the whole text (depth 0); NULL on anything else. */
static const char *
skip_behind(const char *p, const char *end, struct text *ret, struct nest *nest)
{
	struct text key = { 0 };
	const char *at;
	bool object;

	while (nest->depth > 0) {
		at = json_space(p, end);
		if (at == end)
			return NULL;
		ret->compact &= at == p;
		p = at + 1;
		object = nest_object(nest);
		if (*at == ',') {
			if (object)
				p = skip_key(p, end, &key, &ret->compact);
			break;
		}
		if (*at != (object ? '}' : ']'))
			return NULL;
		nest->depth--;
	}
	ret->lone_surrogate |= key.lone_surrogate;
	return p;
}

/* Returns the end of the value at p, or NULL if it is not whole or not valid.
 */
static const char *
scan(const char *p, const char *end, struct text *ret, struct nest *nest)
{
	struct text key = { 0 };
	const char *at;
	bool object;

	do {
		at = json_space(p, end);
		if (at == end)
			return NULL;
		ret->compact &= at == p;
		if (*at == '{' || *at == '[') {
			object = *at == '{';
			if (!nest_push(nest, object, (size_t)(end - at)))
				return NULL;
			p = json_space(++at, end);
			ret->compact &= at == p;
			if (p == end)
				return NULL;
			if (*p != (object ? '}' : ']')) {
				if (object)
					p = skip_key(p, end, &key,
						     &ret->compact);
				continue;
			}
			nest->depth--;
			p++;
		} else {
			p = skip_scalar(at, end, &ret->lone_surrogate);
		}
		if (p)
			p = skip_behind(p, end, ret, nest);
	} while (p && nest->depth > 0);
	ret->lone_surrogate |= key.lone_surrogate;
	return p;
}

size_t
json_value(const char *p, size_t n, struct text *ret)
{
	const char *end = p + n;
	const char *start = json_space(p, end);
	struct text text = { .bytes = start, .compact = true };
	struct nest nest;
	const char *behind;

	nest.depth = nest.deepest = 0;
	nest.bits = nest.first;
	nest.size = JSON_DEPTH_MAX;
	if (start < end && *start != '{' && *start != '[')
		behind = skip_scalar(start, end, &text.lone_surrogate);
	else
		behind = scan(start, end, &text, &nest);
	if (nest.bits != nest.first)
		free(nest.bits);
	if (!behind)
		return 0;
	text.n = (size_t)(behind - start);
	text.depth = nest.deepest;
	*ret = text;
	return (size_t)(behind - p);
}

bool
json_whole(const char *p, size_t n, struct text *ret)
{
	size_t used = json_value(p, n, ret);

	return used && json_space(p + used, p + n) == p + n;
}

bool
json_enter(struct json_walk *w, const char *p, size_t n)
{
	w->end = p + n;
	w->at = json_space(p, w->end);
	if (w->at == w->end || (*w->at != '{' && *w->at != '['))
		return false;
	w->begun = false;
	w->all = (struct text){ .bytes = w->at, .depth = 1, .compact = true };
	w->close = *w->at++ == '{' ? '}' : ']';
	return true;
}

enum json_step
json_step(struct json_walk *w, struct text *key)
{
	const char *p = json_space(w->at, w->end);

	w->all.compact &= p == w->at;
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
	*key = (struct text){ 0 };
	w->at = skip_key(p, w->end, key, &w->all.compact);
	w->all.lone_surrogate |= key->lone_surrogate;
	return w->at ? JSON_MEMBER : JSON_BROKEN;
}

/* Moves the walk past a value, and adds what is known of it to `all`. */
static void
pass_text(struct json_walk *w, const struct text *t)
{
	w->all.compact &= t->compact && t->bytes == w->at;
	w->all.lone_surrogate |= t->lone_surrogate;
	if (w->all.depth <= t->depth)
		w->all.depth = t->depth + 1;
	w->at = t->bytes + t->n;
}

bool
json_pass(struct json_walk *w, struct text *ret)
{
	if (!json_value(w->at, (size_t)(w->end - w->at), ret))
		return false;
	pass_text(w, ret);
	return true;
}

void
json_leave(struct json_walk *outer, const struct json_walk *inner)
{
	pass_text(outer, &inner->all);
}
