/* JSON by the grammar of RFC 8259, as plainly as it can be read: what filter/
 * json.c is compared with. Bytes from 0x80 up pass in strings, as there. */
#ifndef TESTS_FUZZ_RFC8259_H
#define TESTS_FUZZ_RFC8259_H

#include "tests/fuzz/fuzz.h"

struct rfc {
	const uint8_t *p, *end;
	unsigned depth, deepest;
	bool space;		/* some stood between two tokens */
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

static bool
rfc_string(struct rfc *r)
{
	int i;

	if (!rfc_literal(r, "\""))
		return false;
	while (r->p < r->end && *r->p != '"') {
		if (*r->p < 0x20)
			return false;
		if (*r->p++ != '\\')
			continue;
		if (!rfc_is(r, "\"\\/bfnrtu"))
			return false;
		if (*r->p++ != 'u')
			continue;
		for (i = 0; i < 4; i++, r->p++)
			if (!rfc_is(r, "0123456789abcdefABCDEF"))
				return false;
	}
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

/* Whether all of it is one value. *ret_depth and *ret_compact as in struct
 * text. */
__attribute__((unused)) static bool
rfc_whole(const uint8_t *p, size_t n, unsigned *ret_depth, bool *ret_compact)
{
	struct rfc r = { .p = p, .end = p + n };
	bool good;

	rfc_space(&r);
	r.space = false;
	good = rfc_value(&r);
	*ret_depth = r.deepest;
	*ret_compact = !r.space;
	rfc_space(&r);
	return good && r.p == r.end;
}

#endif
