#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/port/aggregate.h"
#include "tests/port/clock.h"
#include "tests/port/query.h"
#include "tests/port/store.h"
#include "tests/port/value.h"
#include "tests/port/view.h"

/* All entities that match; or invalid, and *ret says why. */
static jv
matching(struct call *call, jv query, jv *ret_names, jv *ret)
{
	jv message = query_check(query), all = jv_array(), entity;

	*ret_names = jv_array();
	if (jv_is_valid(message)) {
		*ret = fail(call, 422, "invalid_request", "%s",
			jv_string_value(message));
		jv_free(message);
		jv_free(all);
		jv_free(*ret_names);
		return jv_invalid();
	}
	for (size_t i = 0; i < blueprint_count(); i++) {
		struct blueprint *it = blueprint_at(i);
		unsigned long at = 0;
		int before = count(all);

		while (jv_is_valid(entity = entity_next(it, &at))) {
			entity = entity_view(it, entity, jv_invalid());
			if (query_matches(query, it, entity))
				all = jv_array_append(all, entity);
			else
				jv_free(entity);
		}
		if (count(all) > before)
			*ret_names = jv_array_append(*ret_names,
				jv_string(blueprint_id(it)));
	}
	return all;
}

/* The numbers a property has among the entities, sorted. */
static jv
numbers(jv entities, const char *property)
{
	jv all = jv_array();

	for (int i = 0; i < count(entities); i++) {
		jv entity = nth(entities, i);
		jv properties = field(entity, "properties");
		jv value = field(properties, property);

		if (is_kind(value, JV_KIND_NUMBER))
			all = jv_array_append(all, value);
		else
			jv_free(value);
		jv_free(properties);
		jv_free(entity);
	}
	return jv_sort(all, jv_copy(all));
}

static double
number_at(jv sorted, int i)
{
	return jv_number_value(nth(sorted, i));
}

static jv
reduce(const char *func, jv sorted)
{
	int n = count(sorted);
	double sum = 0;

	if (n == 0)
		return jv_null();
	for (int i = 0; i < n; i++)
		sum += number_at(sorted, i);
	if (strcmp(func, "sum") == 0)
		return jv_number(sum);
	if (strcmp(func, "average") == 0)
		return jv_number(sum / n);
	if (strcmp(func, "min") == 0)
		return jv_number(number_at(sorted, 0));
	if (strcmp(func, "max") == 0)
		return jv_number(number_at(sorted, n - 1));
	return jv_number((number_at(sorted, (n - 1) / 2) +
		number_at(sorted, n / 2)) / 2);
}

/* How often each value of a property occurs. */
static jv
values(jv entities, const char *property)
{
	jv all = jv_object();

	for (int i = 0; i < count(entities); i++) {
		jv entity = nth(entities, i);
		jv properties = field(entity, "properties");
		const char *text = field_text(properties, property);

		if (text)
			all = with(all, text, jv_number(field_number(all, text,
				0) + 1));
		jv_free(properties);
		jv_free(entity);
	}
	return all;
}

jv
aggregate(struct call *call)
{
	const char *func = field_text(call->body, "func");
	const char *property = field_text(call->body, "property");
	jv query = field(call->body, "query"), names, wrong, result;
	jv entities = matching(call, query, &names, &wrong);

	jv_free(query);
	if (!jv_is_valid(entities))
		return wrong;
	if (!property || strcmp(func, "count") == 0) {
		result = jv_number(count(entities));
	} else if (strcmp(func, "countValues") == 0) {
		result = values(entities, property);
	} else {
		jv sorted = numbers(entities, property);

		result = reduce(func, sorted);
		jv_free(sorted);
	}
	jv_free(entities);
	names = ok_with("matchingBlueprints", names);
	names = with(names, "failedBlueprints", jv_array());
	return with(names, "entities", JV_ARRAY(with(jv_object(), "value",
		result)));
}

/* Days that a preset of timeRange reaches back. */
static int
days_back(jv range)
{
	static const struct {
		const char *name;
		int days;
	} presets[] = {
		{ "today", 0 }, { "lastWeek", 7 }, { "last2Weeks", 14 },
		{ "lastMonth", 30 }, { "last3Months", 91 },
		{ "last6Months", 182 }, { "last12Months", 365 },
	};
	const char *name = field_text(range, "preset");

	for (size_t i = 0; i < sizeof(presets) / sizeof(presets[0]); i++)
		if (name && strcmp(presets[i].name, name) == 0)
			return presets[i].days;
	return -1;
}

static jv
date(int back)
{
	time_t then = (time_t)clock_seconds() - (time_t)back * 86400;
	struct tm tm;
	char text[32];

	gmtime_r(&then, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	return jv_string(text);
}

/* {minDate, maxDate, data} in its envelope; `data` is taken. */
static jv
result_of(int back, jv data)
{
	jv result = with(jv_object(), "minDate", date(back));

	result = with(result, "maxDate", date(0));
	return ok_with("result", with(result, "data", data));
}

jv
aggregate_over_time(struct call *call)
{
	jv range = field(call->body, "timeRange");
	const char *name = field_text(call->body, "blueprint");
	struct blueprint *it = blueprint_find(name);
	int back = days_back(range);
	jv data = jv_array(), entity;

	jv_free(range);
	if (!it || back < 0) {
		jv_free(data);
		return it ? fail(call, 422, "invalid_request",
			"\"timeRange/preset\" must be equal to one of the "
			"allowed values") : refuse(call, no_blueprint(name));
	}
	for (int ago = back; ago >= 0; ago--) {
		jv on = date(ago), point = with(jv_object(), "date", on);
		unsigned long at = 0;
		int n = 0;

		while (jv_is_valid(entity = entity_next(it, &at))) {
			n += strncmp(field_text(entity, "createdAt"),
				jv_string_value(on), 10) <= 0;
			jv_free(entity);
		}
		data = jv_array_append(data, with(point, "value",
			jv_number(n)));
	}
	return result_of(back, data);
}

jv
properties_history(struct call *call)
{
	const char *blueprint = field_text(call->body, "blueprintIdentifier");
	const char *identifier = field_text(call->body, "entityIdentifier");
	struct blueprint *it = blueprint_find(blueprint);
	jv entity = it ? entity_get(it, identifier) : jv_invalid();
	jv range = field(call->body, "timeRange"), names, properties, data;
	int back = days_back(range);

	jv_free(range);
	if (!jv_is_valid(entity) || back < 0) {
		bool there = jv_is_valid(entity);

		jv_free(entity);
		return there ? fail(call, 422, "invalid_request",
			"\"timeRange/preset\" must be equal to one of the "
			"allowed values") : refuse(call, no_entity(identifier,
			blueprint));
	}
	properties = field(entity, "properties");
	names = field(call->body, "propertyNames");
	data = jv_array();
	for (int i = 0; i < count(names); i++) {
		jv point = with(jv_object(), "date", date(0));
		jv value = field(properties, nth_text(names, i));

		point = with_text(point, "property", nth_text(names, i));
		data = jv_array_append(data, with(point, "value",
			jv_is_valid(value) ? value : jv_null()));
	}
	jv_free(names);
	jv_free(properties);
	jv_free(entity);
	return result_of(back, data);
}
