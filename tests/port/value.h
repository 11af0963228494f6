/*
 * Helpers for jv values. Unlike libjq's functions, these do not free their
 * arguments. You own what they return, except the text of a string, which is
 * valid as long as the value it came from.
 */
#ifndef PORT_VALUE_H
#define PORT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

/* A member; invalid if there is none, or `object` is not an object. */
jv field(jv object, const char *name);
bool has(jv object, const char *name);
const char *field_text(jv object, const char *name); /* NULL: not a string */
double field_number(jv object, const char *name, double otherwise);
bool field_true(jv object, const char *name);

bool is_kind(jv value, jv_kind kind);
bool is_boolean(jv value);
bool same(jv a, jv b);
int count(jv array_or_object);
/* An item; invalid if there is none, or `array` is not an array. */
jv nth(jv array, int i);
const char *nth_text(jv array, int i);	/* NULL: not a string */
bool holds(jv array, const char *text);

/* Take `object` and `value`, and return the new object. */
jv with(jv object, const char *name, jv value);
jv with_text(jv object, const char *name, const char *text);

/* A loop over the members of an object; free `key` and `value`. */
#define members(object, key, value) \
	if (is_kind(object, JV_KIND_OBJECT)) \
		jv_object_foreach(object, key, value)
#define member_names(object, key) \
	if (is_kind(object, JV_KIND_OBJECT)) \
		jv_object_keys_foreach(object, key)

/* Compact JSON; free() it. */
char *value_dump(jv value, int flags, size_t *ret_length);

#endif
