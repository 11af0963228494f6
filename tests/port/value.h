/*
 * Small questions to a jv value. Unlike libjq's own functions these borrow
 * what they are given; what they return is the caller's, but for the text of
 * a string, which lives as long as the value it came from.
 */
#ifndef PORT_VALUE_H
#define PORT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

/* A member; invalid if there is none, or `object` is no object. */
jv field(jv object, const char *name);
bool has(jv object, const char *name);
const char *field_text(jv object, const char *name); /* NULL: no string */
double field_number(jv object, const char *name, double otherwise);
bool field_true(jv object, const char *name);

bool is_kind(jv value, jv_kind kind);
bool is_boolean(jv value);
bool same(jv a, jv b);
int count(jv array_or_object);
/* An item; invalid if there is none, or `array` is no array. */
jv nth(jv array, int i);
const char *nth_text(jv array, int i);	/* NULL: no string */
bool holds(jv array, const char *text);

/* `object` is taken, `value` too; the new object is returned. */
jv with(jv object, const char *name, jv value);
jv with_text(jv object, const char *name, const char *text);

/* For each member, if it is an object; key and value are to be freed. */
#define members(object, key, value) \
	if (is_kind(object, JV_KIND_OBJECT)) \
		jv_object_foreach(object, key, value)
#define member_names(object, key) \
	if (is_kind(object, JV_KIND_OBJECT)) \
		jv_object_keys_foreach(object, key)

/* Compact JSON, to be freed. */
char *value_dump(jv value, int flags, size_t *ret_length);

#endif
