#include "helper/json/value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jv.h>

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
	jv value;
	bool good;

	if (t->n == 0 || !strchr("-0123456789", *t->bytes))
		return false;
	value = jv_parse_sized(t->bytes, (int)t->n);
	good = jv_get_kind(value) == JV_KIND_NUMBER;
	if (good)
		*ret = jv_number_value(value);
	jv_free(value);
	return good;
}

/* Wipe a string, which may be a secret, and free it. */
static void
value_wipe(jv string)
{
	if (jv_get_kind(string) == JV_KIND_STRING)
		explicit_bzero((void *)(uintptr_t)jv_string_value(string),
			       (size_t)jv_string_length_bytes(jv_copy(string)));
	jv_free(string);
}

int
json_decode_to(const struct text *string, struct buf *ret)
{
	jv value = jv_parse_sized(string->bytes, (int)string->n);
	size_t n, room = ret->max - ret->len;
	int rc = -1;

	if (jv_get_kind(value) == JV_KIND_STRING) {
		n = (size_t)jv_string_length_bytes(jv_copy(value));
		rc = buf_add(ret, jv_string_value(value), n < room ? n : room);
		if (n > room)
			rc = -1;
	}
	value_wipe(value);
	return rc;
}

char *
json_decode(const struct text *string)
{
	struct buf decoded = BUF(string->n);

	if (!string->lone_surrogate && json_decode_to(string, &decoded) == 0 &&
	    strlen(decoded.data) == decoded.len)
		return decoded.data;
	buf_free(&decoded);
	return NULL;
}

bool
json_spells(const struct text *string, const char *name)
{
	size_t n = strlen(name);
	char *decoded;
	bool same;

	if (!memchr(string->bytes, '\\', string->n))
		return string->n == n + 2 &&
		       !memcmp(string->bytes + 1, name, n);
	decoded = json_decode(string);
	same = decoded && !strcmp(decoded, name);
	free(decoded);
	return same;
}

void
json_add(struct buf *b, const char *before, const char *text)
{
	jv value, json;

	/* libjq would replace other bytes. */
	if (text && !utf8_valid(text, strlen(text))) {
		b->failed = true;
		return;
	}
	value = text ? jv_string(text) : jv_null();
	json = jv_dump_string(jv_copy(value), 0);
	buf_adds(b, before);
	buf_adds(b, jv_string_value(json));
	value_wipe(json);
	value_wipe(value);
}
