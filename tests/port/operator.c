#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/port/clock.h"
#include "tests/port/operator.h"
#include "tests/port/value.h"

static bool
is_set(jv value)
{
	return jv_is_valid(value) && !is_kind(value, JV_KIND_NULL);
}

static bool
equal(jv have, jv want)
{
	if (is_kind(have, JV_KIND_ARRAY) && is_kind(want, JV_KIND_STRING))
		return holds(have, jv_string_value(want));
	if (!is_set(have) || !is_set(want))
		return !is_set(have) && !is_set(want);
	return same(have, want);
}

/* Sets a number less than, equal to or greater than 0; false if the two
 * cannot be compared. */
static bool
compare(jv have, jv want, double *ret)
{
	if (is_kind(have, JV_KIND_NUMBER) && is_kind(want, JV_KIND_NUMBER)) {
		*ret = jv_number_value(have) - jv_number_value(want);
		return true;
	}
	if (is_kind(have, JV_KIND_STRING) && is_kind(want, JV_KIND_STRING)) {
		*ret = strcmp(jv_string_value(have), jv_string_value(want));
		return true;
	}
	return false;
}

static bool
more(jv have, jv want)
{
	double order;

	return compare(have, want, &order) && order > 0;
}

static bool
more_or_equal(jv have, jv want)
{
	double order;

	return compare(have, want, &order) && order >= 0;
}

static bool
less(jv have, jv want)
{
	double order;

	return compare(have, want, &order) && order < 0;
}

static bool
less_or_equal(jv have, jv want)
{
	double order;

	return compare(have, want, &order) && order <= 0;
}

static bool
empty(jv have, jv want)
{
	(void)want;
	if (is_kind(have, JV_KIND_STRING))
		return jv_string_value(have)[0] == '\0';
	if (is_kind(have, JV_KIND_ARRAY) || is_kind(have, JV_KIND_OBJECT))
		return count(have) == 0;
	return !is_set(have);
}

static bool
contains(jv have, jv want)
{
	if (is_kind(have, JV_KIND_STRING) && is_kind(want, JV_KIND_STRING))
		return strstr(jv_string_value(have), jv_string_value(want));
	for (int i = 0; i < count(have); i++) {
		jv item = nth(have, i);
		bool yes = same(item, want);

		jv_free(item);
		if (yes)
			return true;
	}
	return false;
}

static bool
contains_any(jv have, jv want)
{
	for (int i = 0; i < count(want); i++) {
		jv item = nth(want, i);
		bool yes = contains(have, item);

		jv_free(item);
		if (yes)
			return true;
	}
	return false;
}

static bool
in(jv have, jv want)
{
	if (is_kind(have, JV_KIND_ARRAY))
		return contains_any(have, want);
	return is_set(have) && contains(want, have);
}

static bool
begins(jv have, jv want)
{
	if (!is_kind(have, JV_KIND_STRING) || !is_kind(want, JV_KIND_STRING))
		return false;
	return strncmp(jv_string_value(have), jv_string_value(want),
		strlen(jv_string_value(want))) == 0;
}

static bool
ends(jv have, jv want)
{
	size_t long_, short_;

	if (!is_kind(have, JV_KIND_STRING) || !is_kind(want, JV_KIND_STRING))
		return false;
	long_ = strlen(jv_string_value(have));
	short_ = strlen(jv_string_value(want));
	return long_ >= short_ && strcmp(jv_string_value(have) + long_ - short_,
		jv_string_value(want)) == 0;
}

/* How many days ago a named range begins and ends; today is 0. */
static bool
preset(const char *name, int *ret_from, int *ret_to)
{
	static const struct {
		const char *name;
		int from, to;
	} presets[] = {
		{ "today", 0, -1 }, { "yesterday", 1, 0 },
		{ "tomorrow", -1, -2 }, { "lastWeek", 7, -1 },
		{ "last2Weeks", 14, -1 }, { "lastMonth", 30, -1 },
		{ "last3Months", 91, -1 }, { "last6Months", 182, -1 },
		{ "last12Months", 365, -1 },
	};

	for (size_t i = 0; i < sizeof(presets) / sizeof(presets[0]); i++) {
		if (strcmp(presets[i].name, name) != 0)
			continue;
		*ret_from = presets[i].from;
		*ret_to = presets[i].to;
		return true;
	}
	return false;
}

static jv
day(int back)
{
	time_t then = (time_t)(clock_seconds() / 86400 - back) * 86400;
	struct tm tm;
	char text[32];

	gmtime_r(&then, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S.000Z", &tm);
	return jv_string(text);
}

static bool
between(jv have, jv want)
{
	const char *name = field_text(want, "preset");
	int first, last;
	jv from, to;
	bool yes;

	if (name && preset(name, &first, &last)) {
		from = day(first);
		to = day(last);
	} else {
		from = field(want, "from");
		to = field(want, "to");
	}
	yes = more_or_equal(have, from) && less_or_equal(have, to);
	jv_free(from);
	jv_free(to);
	return yes;
}

static bool
expired(jv have, jv want)
{
	jv now = clock_iso();
	bool yes = less(have, now);

	(void)want;
	jv_free(now);
	return yes;
}

static const struct operator operators[] = {
	{ "=", TAKES_ANY, equal, false },
	{ "!=", TAKES_ANY, equal, true },
	{ ">", TAKES_ANY, more, false },
	{ ">=", TAKES_ANY, more_or_equal, false },
	{ "<", TAKES_ANY, less, false },
	{ "<=", TAKES_ANY, less_or_equal, false },
	{ "isEmpty", TAKES_NOTHING, empty, false },
	{ "isNotEmpty", TAKES_NOTHING, empty, true },
	{ "between", TAKES_RANGE, between, false },
	{ "notBetween", TAKES_RANGE, between, true },
	{ "contains", TAKES_ANY, contains, false },
	{ "doesNotContains", TAKES_ANY, contains, true },
	{ "containsAny", TAKES_ARRAY, contains_any, false },
	{ "in", TAKES_ARRAY, in, false },
	{ "notIn", TAKES_ARRAY, in, true },
	{ "beginsWith", TAKES_ANY, begins, false },
	{ "doesNotBeginsWith", TAKES_ANY, begins, true },
	{ "endsWith", TAKES_ANY, ends, false },
	{ "doesNotEndsWith", TAKES_ANY, ends, true },
	{ "isExpired", TAKES_NOTHING, expired, false },
	{ "isNotExpired", TAKES_NOTHING, expired, true },
};

const struct operator *
operator_named(const char *name)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (strcmp(operators[i].name, name) == 0)
			return &operators[i];
	return NULL;
}

bool
operator_takes(const struct operator *operator, jv value)
{
	const char *name = field_text(value, "preset");
	int from, to;

	switch (operator->takes) {
	case TAKES_NOTHING:
		return true;
	case TAKES_ARRAY:
		return is_kind(value, JV_KIND_ARRAY);
	case TAKES_RANGE:
		return name ? preset(name, &from, &to) :
			has(value, "from") && has(value, "to");
	default:
		return jv_is_valid(value);
	}
}

bool
operator_holds(const struct operator *operator, jv have, jv want)
{
	return operator->test(have, want) != operator->negated;
}
