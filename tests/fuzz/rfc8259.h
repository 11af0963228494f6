/* The grammar of RFC 8259, written as plainly as possible. helper/json is
 * compared with it. As there, a string may hold any bytes from 0x80. */
#ifndef TESTS_FUZZ_RFC8259_H
#define TESTS_FUZZ_RFC8259_H

#include "helper/json/scan.h"
#include "tests/fuzz/fuzz.h"

struct rfc {
	const uint8_t *p, *end;
	unsigned depth, deepest;
	bool space;		/* there was some between two tokens */
	bool lone_surrogate;	/* an escape of half a pair */
};

static inline bool
rfc_is(struct rfc *r, const char *set)
{
	return r->p < r->end && *r->p && strchr(set, *r->p);
}

static void
rfc_space(struct rfc *r)
{
	for (; rfc_is(r, " \t\n\r"); r->p++)
		r->space = true;
}

static bool
rfc_literal(struct rfc *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, word, n) != 0)
		return false;
	r->p += n;
	return true;
}

static bool
rfc_digits(struct rfc *r)
{
	if (!rfc_is(r, "0123456789"))
		return false;
	while (rfc_is(r, "0123456789"))
		r->p++;
	return true;
}

static bool
rfc_number(struct rfc *r)
{
	rfc_literal(r, "-");
	if (!rfc_literal(r, "0") && !rfc_digits(r))
		return false;
	if (rfc_literal(r, ".") && !rfc_digits(r))
		return false;
	if (!rfc_is(r, "eE"))
		return true;
	r->p++;
	if (rfc_is(r, "+-"))
		r->p++;
	return rfc_digits(r);
}

/* Read one character of a string. *ret_unit is the value of a \uXXXX, else 0.
 */
static bool
rfc_char(struct rfc *r, long *ret_unit)
{
	char hex[5] = "";

	*ret_unit = 0;
	if (*r->p < 0x20)
		return false;
	if (*r->p++ != '\\')
		return true;
	if (!rfc_is(r, "\"\\/bfnrtu"))
		return false;
	if (*r->p++ != 'u')
		return true;
	for (int i = 0; i < 4; i++) {
		if (!rfc_is(r, "0123456789abcdefABCDEF"))
			return false;
		hex[i] = (char)*r->p++;
	}
	*ret_unit = strtol(hex, NULL, 16);
	return true;
}

static bool
rfc_string(struct rfc *r)
{
	bool high = false, low; /* the last character is half a pair */
	long unit;

	if (!rfc_literal(r, "\""))
		return false;
	while (r->p < r->end && *r->p != '"') {
		if (!rfc_char(r, &unit))
			return false;
		low = unit >= 0xdc00 && unit < 0xe000;
		r->lone_surrogate |= high != low;
		high = unit >= 0xd800 && unit < 0xdc00;
	}
	r->lone_surrogate |= high;
	return rfc_literal(r, "\"");
}

static bool
rfc_value(struct rfc *r)
{
	bool object = rfc_is(r, "{"), array = rfc_is(r, "[");

	if (rfc_is(r, "\""))
		return rfc_string(r);
	if (!object && !array)
		return rfc_literal(r, "true") || rfc_literal(r, "false") ||
		       rfc_literal(r, "null") || rfc_number(r);
	r->p++;
	if (++r->depth > r->deepest)
		r->deepest = r->depth;
	rfc_space(r);
	while (!rfc_is(r, object ? "}" : "]")) {
		if (object) {
			if (!rfc_string(r))
				return false;
			rfc_space(r);
			if (!rfc_literal(r, ":"))
				return false;
			rfc_space(r);
		}
		if (!rfc_value(r))
			return false;
		rfc_space(r);
		if (rfc_is(r, object ? "}" : "]"))
			break;
		if (!rfc_literal(r, ","))
			return false;
		rfc_space(r);
		if (rfc_is(r, "]}"))
			return false;
	}
	r->p++;
	r->depth--;
	return true;
}

/* Whether p[0..n) is one value, with white space around it. Set *ret, except
 * its `escaped`. */
__attribute__((unused)) static bool
rfc_whole(const uint8_t *p, size_t n, struct text *ret)
{
	struct rfc r = { .p = p, .end = p + n };
	bool good;

	rfc_space(&r);
	r.space = false;
	ret->bytes = (const char *)r.p;
	good = rfc_value(&r);
	ret->n = (size_t)((const char *)r.p - ret->bytes);
	ret->depth = r.deepest;
	ret->compact = !r.space;
	ret->lone_surrogate = r.lone_surrogate;
	rfc_space(&r);
	return good && r.p == r.end;
}

#endif
