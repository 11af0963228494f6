#include "helper/json/value.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/control.h"
#include "helper/base/utf8.h"
#include "helper/json/scan.h"

bool
json_member(const struct text *object, const char *name, struct text *ret)
{
	struct text key, value;
	struct json_walk w;
	bool found = false;

	if (!json_is_object(object) ||
	    !json_enter(&w, object->bytes, object->n))
		return false;
	while (json_step(&w, &key) == JSON_MEMBER && json_pass(&w, &value)) {
		if (!json_spells(&key, name))
			continue;
		*ret = value;
		found = true;
	}
	return found;
}

bool
json_is(const struct text *t, const char *word)
{
	return t->n == strlen(word) && memcmp(t->bytes, word, t->n) == 0;
}

bool
json_is_string(const struct text *t)
{
	return t->n > 0 && *t->bytes == '"';
}

bool
json_is_object(const struct text *t)
{
	return t->n > 0 && *t->bytes == '{';
}

bool
json_number(const struct text *t, double *ret)
{
	if (t->n == 0 ||
	    (*t->bytes != '-' && !isdigit((unsigned char)*t->bytes)))
		return false;
	*ret = strtod(t->bytes, NULL);
	return true;
}

/* The number in four hexadecimal digits. */
static unsigned
value_hex4(const char *p)
{
	unsigned n = 0;

	for (int i = 0; i < 4; i++)
		n = n << 4 | (unsigned)(isdigit((unsigned char)p[i]) ?
						p[i] - '0' :
						(p[i] | 0x20) - 'a' + 10);
	return n;
}

/* The code point of the escape \uXXXX at *p, or of a pair of them. Moves *p
 * past it. */
static unsigned
value_code(const char **p)
{
	unsigned code = value_hex4(*p + 2), low = 0;

	*p += 6;
	if (code < 0xd800 || code > 0xdfff)
		return code;
	if (code < 0xdc00 && (*p)[0] == '\\' && (*p)[1] == 'u')
		low = value_hex4(*p + 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 0xfffd;
	*p += 6;
	return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
}

/* Decode the byte or escape at *p, and move *p past it. Returns the length. */
static size_t
value_letter(const char **p, char ret[4])
{
	static const char escape[] = "bfnrt", byte[] = "\b\f\n\r\t";
	const char *at;

	if (**p != '\\') {
		ret[0] = *(*p)++;
		return 1;
	}
	if ((*p)[1] == 'u')
		return utf8_encode(value_code(p), ret);
	at = strchr(escape, (*p)[1]);
	ret[0] = at ? byte[at - escape] : (*p)[1];
	*p += 2;
	return 1;
}

int
json_say(const struct text *string, struct buf *ret)
{
	const char *p = string->bytes + 1, *end = string->bytes + string->n - 1;
	int rc = buf_add(ret, "", 0);
	char letter[4];

	while (rc == 0 && p < end) {
		size_t n = value_letter(&p, letter);

		rc = buf_add(ret, letter, n);
	}
	return rc;
}

char *
json_decode(const struct text *string)
{
	struct buf said = BUF(string->n);

	if (!string->lone_surrogate && json_say(string, &said) == 0 &&
	    strlen(said.data) == said.len)
		return said.data;
	buf_free(&said);
	return NULL;
}

bool
json_spells(const struct text *string, const char *name)
{
	const char *p = string->bytes + 1, *end = string->bytes + string->n - 1;
	char letter[4];

	while (p < end) {
		size_t n = value_letter(&p, letter);

		if (!letter[0] || strncmp(name, letter, n) != 0)
			return false;
		name += n;
	}
	return *name == '\0';
}

int
json_add(struct buf *b, const char *before, const char *text)
{
	int bad = buf_adds(b, before);

	if (!text)
		return bad ? bad : buf_adds(b, "null");
	bad = bad ? bad : buf_addc(b, '"');
	for (; !bad && *text; text++) {
		if (control_byte(*text))
			bad = buf_addf(b, "\\u%04x", (unsigned char)*text);
		else if (*text == '"' || *text == '\\')
			bad = buf_addf(b, "\\%c", *text);
		else
			bad = buf_addc(b, *text);
	}
	return bad ? bad : buf_addc(b, '"');
}
