#include <stdio.h>
#include <string.h>

#include "tests/port/call.h"
#include "tests/port/pattern.h"
#include "tests/port/settings.h"
#include "tests/port/validate.h"
#include "tests/port/value.h"

static jv
mismatch(const char *name, const char *what)
{
	return problem(422, "blueprint_schema_mismatch",
		"\"properties/%s\" %s", name, what);
}

static bool
has_type(const char *type, jv value)
{
	return strcmp(type, "boolean") == 0 ? is_boolean(value) :
	       strcmp(type, jv_kind_name(jv_get_kind(value))) == 0;
}

static bool
in_enum(jv schema, jv value)
{
	jv list = field(schema, "enum");
	bool yes = !is_kind(list, JV_KIND_ARRAY);

	for (int i = 0; !yes && i < count(list); i++) {
		jv item = nth(list, i);

		yes = same(item, value);
		jv_free(item);
	}
	jv_free(list);
	return yes;
}

/* Checks length, size or number: NULL, or what is wrong. */
static const char *
wrong_size(jv schema, jv value)
{
	jv_kind kind = jv_get_kind(value);
	double size = 0;
	const char *min, *max;

	if (kind == JV_KIND_NUMBER) {
		size = jv_number_value(value);
		min = "minimum";
		max = "maximum";
		if (size <= field_number(schema, "exclusiveMinimum", size - 1))
			return "must be > its exclusive minimum";
		if (size >= field_number(schema, "exclusiveMaximum", size + 1))
			return "must be < its exclusive maximum";
	} else if (kind == JV_KIND_STRING) {
		size = jv_string_length_codepoints(jv_copy(value));
		min = "minLength";
		max = "maxLength";
	} else if (kind == JV_KIND_ARRAY) {
		size = count(value);
		min = "minItems";
		max = "maxItems";
	} else {
		return NULL;
	}
	if (size < field_number(schema, min, size))
		return kind == JV_KIND_NUMBER ? "must be >= its minimum" :
			kind == JV_KIND_STRING ?
			"must NOT have fewer characters" :
			"must NOT have fewer items";
	if (size > field_number(schema, max, size))
		return kind == JV_KIND_NUMBER ? "must be <= its maximum" :
			kind == JV_KIND_STRING ?
			"must NOT have more characters" :
			"must NOT have more items";
	return NULL;
}

static bool
is_labeled_url(jv value)
{
	const char *url = is_kind(value, JV_KIND_STRING) ?
		jv_string_value(value) : field_text(value, "url");

	return url && format_matches("url", url);
}

static jv check_value(const char *name, jv schema, jv value);

static jv
check_items(const char *name, jv schema, jv value)
{
	jv items = field(schema, "items"), wrong = jv_invalid();

	for (int i = 0; jv_is_valid(items) && !jv_is_valid(wrong) &&
	     i < count(value); i++) {
		jv item = nth(value, i);
		char path[160];

		snprintf(path, sizeof(path), "%s/%d", name, i);
		wrong = check_value(path, items, item);
		jv_free(item);
	}
	jv_free(items);
	return wrong;
}

static jv
check_string(const char *name, jv schema, jv value)
{
	const char *format = field_text(schema, "format");
	const char *pattern = field_text(schema, "pattern");
	const char *text = jv_string_value(value);
	char what[160];

	if (pattern && !pattern_matches(pattern, text)) {
		snprintf(what, sizeof(what), "must match pattern \"%s\"",
			pattern);
		return mismatch(name, what);
	}
	if (format && !(strcmp(format, "labeled-url") == 0 ?
		is_labeled_url(value) : format_matches(format, text))) {
		snprintf(what, sizeof(what), "must match format \"%s\"",
			format);
		return mismatch(name, what);
	}
	return jv_invalid();
}

/* Checks one value against its property; frees neither. */
static jv
check_value(const char *name, jv schema, jv value)
{
	const char *type = field_text(schema, "type");
	const char *format = field_text(schema, "format");
	const char *wrong;
	char what[64];

	if (is_kind(value, JV_KIND_NULL))
		return jv_invalid();
	if (format && strcmp(format, "labeled-url") == 0 &&
	    is_kind(value, JV_KIND_OBJECT))
		return is_labeled_url(value) ? jv_invalid() :
			mismatch(name, "must match format \"labeled-url\"");
	if (type && !has_type(type, value)) {
		snprintf(what, sizeof(what), "must be %s", type);
		return mismatch(name, what);
	}
	if (!in_enum(schema, value))
		return mismatch(name,
			"must be equal to one of the allowed values");
	wrong = wrong_size(schema, value);
	if (wrong)
		return mismatch(name, wrong);
	if (is_kind(value, JV_KIND_STRING))
		return check_string(name, schema, value);
	if (is_kind(value, JV_KIND_ARRAY))
		return check_items(name, schema, value);
	return jv_invalid();
}

static jv
check_required(jv required, jv properties)
{
	for (int i = 0; i < count(required); i++) {
		const char *name = nth_text(required, i);
		jv value = field(properties, name);
		bool missing = !jv_is_valid(value) ||
			is_kind(value, JV_KIND_NULL);

		jv_free(value);
		if (missing)
			return problem(422, "blueprint_schema_mismatch",
				"\"properties\" must have required property "
				"'%s'", name);
	}
	return jv_invalid();
}

jv
validate_properties(const struct blueprint *blueprint, jv properties)
{
	jv schema = blueprint_properties(blueprint);
	jv required = blueprint_required(blueprint);
	jv wrong = check_required(required, properties);

	members(properties, key, value) {
		const char *name = jv_string_value(key);
		jv property = field(schema, name);

		if (!jv_is_valid(wrong))
			wrong = jv_is_valid(property) ?
				check_value(name, property, value) :
				mismatch(name, "is not a property of the "
				"blueprint");
		jv_free(property);
		jv_free(key);
		jv_free(value);
	}
	jv_free(schema);
	jv_free(required);
	return wrong;
}

static jv
check_relation(const char *name, jv definition, jv value)
{
	bool many = field_true(definition, "many");
	jv details, it;

	if (!jv_is_valid(definition)) {
		it = problem(404, "not_found",
			"Relation with identifier \"%s\" was not found", name);
		details = with_text(jv_object(), "resource", "relation");
		details = with_text(details, "byField", "identifier");
		return with(it, "details",
			with_text(details, "withValue", name));
	}
	if (is_kind(value, JV_KIND_ARRAY) != many &&
	    !is_kind(value, JV_KIND_NULL))
		return problem(422, "relation_many_violation",
			"Relation \"%s\" takes %s", name,
			many ? "many entities" : "a single entity");
	if ((count(value) == 0 && many) || is_kind(value, JV_KIND_NULL))
		return field_true(definition, "required") ?
			problem((int)setting_number(SET_REQUIRED_RELATION),
			"required_relation", "Relation \"%s\" is required",
			name) : jv_invalid();
	return jv_invalid();
}

jv
validate_relations(const struct blueprint *blueprint, jv relations)
{
	jv definitions = blueprint_relations(blueprint), wrong = jv_invalid();

	members(relations, key, value) {
		const char *name = jv_string_value(key);
		jv definition = field(definitions, name);

		if (!jv_is_valid(wrong))
			wrong = check_relation(name, definition, value);
		jv_free(definition);
		jv_free(key);
		jv_free(value);
	}
	jv_free(definitions);
	return wrong;
}
