/* Takes values out of JSON texts that json_value has checked, and writes
 * strings. libjq decodes and quotes them; what it returned is wiped here, since
 * it may be a secret. */
#ifndef HELPER_JSON_VALUE_H
#define HELPER_JSON_VALUE_H

#include <stdbool.h>

#include "helper/base/buf.h"
#include "helper/json/text.h"

/* The value of an object's member; the last one, if several have that name.
 * false: there is none, or `object` is not an object. */
bool json_member(const struct text *object, const char *name, struct text *ret);

/* Whether it is the word `true`, `false` or `null`. */
bool json_is(const struct text *t, const char *word);

bool json_is_string(const struct text *t);
bool json_is_object(const struct text *t);

/* Read a number; false: it is not one. */
bool json_number(const struct text *t, double *ret);

/* Append a string's text, decoded. libjq replaces a lone surrogate; a NUL
 * stays. 0, or -1 as buf_add, but as much as fits is then appended. */
int json_decode_to(const struct text *string, struct buf *ret);

/* The same as a C string. NULL if it cannot be one (a NUL, a lone surrogate);
 * the caller frees it. */
char *json_decode(const struct text *string);

/* Whether a string, with its quotes, spells `name`, with or without escapes. */
bool json_spells(const struct text *string, const char *name);

/* Append `before` as it is, and `text` as a JSON string; NULL: null. If `text`
 * is not UTF-8, that fails as an addition that does not fit. */
void json_add(struct buf *b, const char *before, const char *text);

#endif
