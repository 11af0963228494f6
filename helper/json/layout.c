/* Formats texts that json_value has checked. */
#include "helper/json/scan.h"

#include <string.h>

/* Returns the end of the string at p. */
static const char *
layout_after_string(const char *p)
{
	for (p++; *p != '"'; p++)
		p += *p == '\\';
	return p + 1;
}

int
json_compact(const struct text *t, struct buf *ret)
{
	const char *p = t->bytes, *end = p + t->n, *from = p;

	if (t->compact)
		return buf_add(ret, p, t->n);
	while (p < end) {
		const char *next = json_space(p, end);

		if (next > p) {
			if (buf_add(ret, from, (size_t)(p - from)))
				return -1;
			from = next;
		}
		p = next;
		if (p < end)
			p = *p == '"' ? layout_after_string(p) : p + 1;
	}
	return buf_add(ret, from, (size_t)(p - from));
}

static enum json_colour
layout_colour(const char *p, const char *after, const char *end)
{
	switch (*p) {
	case 'n':
		return JSON_NULL;
	case 'f':
		return JSON_FALSE;
	case 't':
		return JSON_TRUE;
	case '[':
	case ']':
		return JSON_ARRAY;
	case '{':
	case '}':
		return JSON_OBJECT;
	case '"':
		after = json_space(after, end);
		return after < end && *after == ':' ? JSON_KEY : JSON_STRING;
	default:
		return JSON_NUMBER;
	}
}

/* Returns the end of the token at p; an empty pair of brackets is one token. */
static const char *
layout_after_token(const char *p, const char *end)
{
	const char *next;

	if (*p == '"')
		return layout_after_string(p);
	if (*p == '{' || *p == '[') {
		next = json_space(p + 1, end);
		return *next == '}' || *next == ']' ? next + 1 : p + 1;
	}
	if (strchr("}],:", *p))
		return p + 1;
	while (p < end && !strchr("}], \n\r\t", *p))
		p++;
	return p;
}

static int
layout_new_line(unsigned depth, struct buf *ret)
{
	return buf_addf(ret, "\n%*s", 2 * (int)depth, "");
}

static int
layout_token(const char *p, const char *after, const char *end,
	     const char *const *colour, struct buf *ret)
{
	bool pair = after > p + 1 && (*p == '{' || *p == '[');

	if (colour &&
	    buf_addf(ret, "\033[%sm", colour[layout_colour(p, after, end)]))
		return -1;
	if (pair ? buf_adds(ret, *p == '{' ? "{}" : "[]") :
		   buf_add(ret, p, (size_t)(after - p)))
		return -1;
	return colour ? buf_adds(ret, "\033[0m") : 0;
}

int
json_indent(const struct text *t, const char *const colour[JSON_COLOURS],
	    struct buf *ret)
{
	const char *p = t->bytes, *end = p + t->n, *after;
	unsigned depth = 0;
	int rc = 0;

	for (; !rc && p < end; p = json_space(after, end)) {
		after = layout_after_token(p, end);
		if (*p == ':') {
			rc = buf_adds(ret, ": ");
			continue;
		}
		if (*p == '}' || *p == ']')
			rc = layout_new_line(--depth, ret);
		if (!rc && *p == ',')
			rc = buf_addc(ret, ',');
		else if (!rc)
			rc = layout_token(p, after, end, colour, ret);
		if (!rc && *p == ',')
			rc = layout_new_line(depth, ret);
		if (!rc && after == p + 1 && (*p == '{' || *p == '['))
			rc = layout_new_line(++depth, ret);
	}
	return rc;
}
