/* Texts that have been checked: what they say and how they are laid out. */
#include "filter/json.h"

#include <stdlib.h>
#include <string.h>

#include <jv.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Behind the string whose quote stands at p. */
static const char *
behind_string(const char *p)
{
	for (p++; *p != '"'; p++)
		p += *p == '\\';
	return p + 1;
}

char *
json_decode(const struct text *string)
{
	char *bytes, *said = NULL;
	jv value;

	if (string->lone_surrogate)
		return NULL;
	/* A copy, since libjq may look behind the end of what it is given. */
	bytes = strndup(string->bytes, string->n);
	if (!bytes)
		return NULL;
	value = jv_parse(bytes);
	if (jv_get_kind(value) == JV_KIND_STRING &&
	    strlen(jv_string_value(value)) ==
		    (size_t)jv_string_length_bytes(jv_copy(value)))
		said = strdup(jv_string_value(value));
	jv_free(value);
	free(bytes);
	return said;
}

bool
json_spells(const struct text *string, const char *name)
{
	size_t n = strlen(name);
	char *said;
	bool same;

	if (!memchr(string->bytes, '\\', string->n))
		return string->n == n + 2 &&
		       !memcmp(string->bytes + 1, name, n);
	said = json_decode(string);
	same = said && !strcmp(said, name);
	free(said);
	return same;
}

int
json_compact(const struct text *t, struct buf *ret)
{
	const char *p = t->bytes, *end = p + t->n, *from = p;

	if (t->compact)
		return buf_add(ret, p, t->n);
	while (p < end) {
		if (!is_space(*p)) {
			p = *p == '"' ? behind_string(p) : p + 1;
			continue;
		}
		if (buf_add(ret, from, p - from) < 0)
			return -1;
		while (p < end && is_space(*p))
			p++;
		from = p;
	}
	return buf_add(ret, from, p - from);
}
