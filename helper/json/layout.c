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

void
json_compact(const struct text *t, struct buf *ret)
{
	const char *p = t->bytes, *end = p + t->n, *from = p;

	while (!t->compact && p < end) {
		const char *next = json_space(p, end);

		if (next > p) {
			buf_add(ret, from, (size_t)(p - from));
			from = next;
		}
		p = next;
		if (p < end)
			p = *p == '"' ? layout_after_string(p) : p + 1;
	}
	buf_add(ret, from, (size_t)(end - from));
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

static void
layout_new_line(unsigned depth, struct buf *ret)
{
	buf_addf(ret, "\n%*s", 2 * (int)depth, "");
}

static void
layout_token(const char *p, const char *after, const char *end,
	     const char *const *colour, struct buf *ret)
{
	if (colour)
		buf_addf(ret, "\033[%sm", colour[layout_colour(p, after, end)]);
	if (after > p + 1 && (*p == '{' || *p == '['))
		buf_adds(ret, *p == '{' ? "{}" : "[]");
	else
		buf_add(ret, p, (size_t)(after - p));
	if (colour)
		buf_adds(ret, "\033[0m");
}

void
json_indent(const struct text *t, const char *const colour[JSON_COLOURS],
	    struct buf *ret)
{
	const char *p = t->bytes, *end = p + t->n, *after;
	unsigned depth = 0;

	for (; p < end; p = json_space(after, end)) {
		after = layout_after_token(p, end);
		if (*p == ':') {
			buf_adds(ret, ": ");
		} else if (*p == ',') {
			buf_addc(ret, ',');
			layout_new_line(depth, ret);
		} else {
			if (*p == '}' || *p == ']')
				layout_new_line(--depth, ret);
			layout_token(p, after, end, colour, ret);
			if (after == p + 1 && (*p == '{' || *p == '['))
				layout_new_line(++depth, ret);
		}
	}
}
