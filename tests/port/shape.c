#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/shape.h"
#include "tests/port/value.h"

struct rule {
	char name[64], types[64], words[320], otherwise[24];
	bool required, ranged;
	double min, max;
};

/* Copies text up to one of `stops`, and returns the place of that. */
static const char *
take(char *ret, size_t size, const char *from, const char *stops)
{
	size_t length = strcspn(from, stops);

	snprintf(ret, size, "%.*s", (int)length, from);
	return from + length;
}

/* The next rule; NULL after the last one. */
static const char *
next_rule(const char *at, struct rule *ret)
{
	memset(ret, 0, sizeof(*ret));
	at += strspn(at, " ");
	if (*at == '\0')
		return NULL;
	at = take(ret->name, sizeof(ret->name), at, "!: ");
	if (*at == '!') {
		ret->required = true;
		at++;
	}
	if (*at == ':')
		at = take(ret->types, sizeof(ret->types), at + 1, "([= ");
	if (*at == '(')
		at = take(ret->words, sizeof(ret->words), at + 1, ")") + 1;
	if (*at == '[') {
		char *end;

		ret->ranged = true;
		ret->min = (double)strtol(at + 1, &end, 10);
		ret->max = end[2] == ']' ? HUGE_VAL :
			(double)strtol(end + 2, NULL, 10);
		at = strchr(end, ']') + 1;
	}
	if (*at == '=')
		at = take(ret->otherwise, sizeof(ret->otherwise), at + 1, " ");
	return at;
}

static bool
listed(const char *list, char separator, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = list; at; at = strchr(at, separator)) {
		at += *at == separator;
		if (strncmp(at, word, length) == 0 &&
		    (at[length] == separator || at[length] == '\0'))
			return true;
	}
	return false;
}

static bool
all_are(jv array, jv_kind kind)
{
	bool all = is_kind(array, JV_KIND_ARRAY);

	for (int i = 0; all && i < count(array); i++) {
		jv item = nth(array, i);

		all = is_kind(item, kind);
		jv_free(item);
	}
	return all;
}

static bool
typed_as(const char *types, jv value)
{
	if (listed(types, ',', "any"))
		return true;
	switch (jv_get_kind(value)) {
	case JV_KIND_NULL:
		return listed(types, ',', "null");
	case JV_KIND_TRUE:
	case JV_KIND_FALSE:
		return listed(types, ',', "boolean");
	case JV_KIND_NUMBER:
		return listed(types, ',', "number");
	case JV_KIND_STRING:
		return listed(types, ',', "string");
	case JV_KIND_OBJECT:
		return listed(types, ',', "object");
	case JV_KIND_ARRAY:
		return (listed(types, ',', "array") &&
			all_are(value, JV_KIND_STRING)) ||
		       (listed(types, ',', "objects") &&
			all_are(value, JV_KIND_OBJECT));
	default:
		return false;
	}
}

static bool
worded(const struct rule *rule, jv value)
{
	if (!rule->words[0])
		return true;
	if (is_kind(value, JV_KIND_STRING))
		return listed(rule->words, '|', jv_string_value(value));
	for (int i = 0; i < count(value); i++) {
		const char *text = nth_text(value, i);

		if (text && !listed(rule->words, '|', text))
			return false;
	}
	return true;
}

static jv
check_rule(const struct rule *rule, jv object)
{
	jv value = field(object, rule->name), wrong = jv_invalid();
	const char *name = rule->name;

	if (!jv_is_valid(value)) {
		if (rule->required)
			wrong = jv_string_fmt(
				"must have required property '%s'", name);
	} else if (!typed_as(rule->types, value)) {
		wrong = jv_string_fmt("\"%s\" must be %s", name, rule->types);
	} else if (!worded(rule, value)) {
		wrong = jv_string_fmt("\"%s\" must be equal to one of the "
			"allowed values", name);
	} else if (rule->ranged && is_kind(value, JV_KIND_NUMBER) &&
		   !(jv_number_value(value) >= rule->min)) {
		wrong = jv_string_fmt("\"%s\" must be >= %g", name, rule->min);
	} else if (rule->ranged && is_kind(value, JV_KIND_NUMBER) &&
		   !(jv_number_value(value) <= rule->max)) {
		wrong = jv_string_fmt("\"%s\" must be <= %g", name, rule->max);
	}
	jv_free(value);
	return wrong;
}

/* The first name in the object that the shape does not know. */
static jv
check_names(const char *shape, jv object)
{
	jv wrong = jv_invalid();

	member_names(object, key) {
		struct rule rule;
		const char *at = shape;
		bool known = false;

		while (!known && (at = next_rule(at, &rule)))
			known = strcmp(rule.name, "*") == 0 ||
				strcmp(rule.name, jv_string_value(key)) == 0;
		if (!known && !jv_is_valid(wrong))
			wrong = jv_string("must NOT have additional "
				"properties");
		jv_free(key);
	}
	return wrong;
}

jv
shape_check(const char *shape, jv object)
{
	struct rule rule;

	if (!is_kind(object, JV_KIND_OBJECT))
		return jv_string("body must be object");
	for (const char *at = shape; (at = next_rule(at, &rule));) {
		jv wrong = check_rule(&rule, object);

		if (jv_is_valid(wrong))
			return wrong;
	}
	return check_names(shape, object);
}

/* Converts one value of a query string; a value that does not fit stays a
 * string. */
static jv
typed(const struct rule *rule, const char *text)
{
	char *end;
	double number;

	if (listed(rule->types, ',', "boolean")) {
		if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
			return jv_bool(*text == 't');
	} else if (listed(rule->types, ',', "number")) {
		number = strtod(text, &end);
		/* Not hexadecimal, no nan, no blanks. */
		if (*text && *end == '\0' && isfinite(number) &&
		    !text[strspn(text, "+-.0123456789eE")])
			return jv_number(number);
	}
	return jv_string(text);
}

jv
shape_typed(const char *shape, jv query)
{
	jv all = jv_copy(query);
	struct rule rule;

	for (const char *at = shape; (at = next_rule(at, &rule));) {
		jv values = field(query, rule.name);
		int n = count(values);

		if (n == 0 && rule.otherwise[0] && !rule.required)
			all = with(all, rule.name,
				typed(&rule, rule.otherwise));
		else if (n > 0 && !listed(rule.types, ',', "array"))
			all = with(all, rule.name,
				typed(&rule, nth_text(values, n - 1)));
		jv_free(values);
	}
	return all;
}
