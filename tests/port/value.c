#include <stdlib.h>
#include <string.h>

#include "tests/port/value.h"

bool
is_kind(jv value, jv_kind kind)
{
	return jv_get_kind(value) == kind;
}

bool
is_boolean(jv value)
{
	return is_kind(value, JV_KIND_TRUE) || is_kind(value, JV_KIND_FALSE);
}

jv
field(jv object, const char *name)
{
	if (!is_kind(object, JV_KIND_OBJECT))
		return jv_invalid();
	return jv_object_get(jv_copy(object), jv_string(name));
}

bool
has(jv object, const char *name)
{
	return is_kind(object, JV_KIND_OBJECT) &&
	       jv_object_has(jv_copy(object), jv_string(name));
}

/* The object keeps its member, so the text stays valid after our copy is
 * freed. */
const char *
field_text(jv object, const char *name)
{
	jv value = field(object, name);
	const char *text =
		is_kind(value, JV_KIND_STRING) ? jv_string_value(value) : NULL;

	jv_free(value);
	return text;
}

double
field_number(jv object, const char *name, double otherwise)
{
	jv value = field(object, name);
	double number = is_kind(value, JV_KIND_NUMBER) ?
		jv_number_value(value) : otherwise;

	jv_free(value);
	return number;
}

bool
field_true(jv object, const char *name)
{
	jv value = field(object, name);
	bool yes = is_kind(value, JV_KIND_TRUE);

	jv_free(value);
	return yes;
}

bool
same(jv a, jv b)
{
	return jv_equal(jv_copy(a), jv_copy(b));
}

int
count(jv value)
{
	if (is_kind(value, JV_KIND_ARRAY))
		return jv_array_length(jv_copy(value));
	if (is_kind(value, JV_KIND_OBJECT))
		return jv_object_length(jv_copy(value));
	return 0;
}

jv
nth(jv array, int i)
{
	if (!is_kind(array, JV_KIND_ARRAY))
		return jv_invalid();
	return jv_array_get(jv_copy(array), i);
}

const char *
nth_text(jv array, int i)
{
	jv value = nth(array, i);
	const char *text =
		is_kind(value, JV_KIND_STRING) ? jv_string_value(value) : NULL;

	jv_free(value);
	return text;
}

bool
holds(jv array, const char *text)
{
	for (int i = 0; i < count(array); i++) {
		const char *item = nth_text(array, i);

		if (item && strcmp(item, text) == 0)
			return true;
	}
	return false;
}

jv
with(jv object, const char *name, jv value)
{
	return jv_object_set(object, jv_string(name), value);
}

jv
with_text(jv object, const char *name, const char *text)
{
	return with(object, name, text ? jv_string(text) : jv_null());
}

char *
value_dump(jv value, int flags, size_t *ret_length)
{
	jv text = jv_dump_string(jv_copy(value), flags);
	size_t length = (size_t)jv_string_length_bytes(jv_copy(text));
	char *copy = malloc(length + 1);

	if (!copy)
		abort();
	memcpy(copy, jv_string_value(text), length + 1);
	jv_free(text);
	if (ret_length)
		*ret_length = length;
	return copy;
}
