#include <string.h>

#include "tests/port/call.h"
#include "tests/port/definition.h"
#include "tests/port/pattern.h"
#include "tests/port/shape.h"
#include "tests/port/store.h"
#include "tests/port/value.h"

static jv
check_property(const char *name, jv property)
{
	static const char *const types[] = { "string", "number", "boolean",
		"object", "array" };
	const char *type = field_text(property, "type");

	if (!name_matches(PATTERN_NAME, name))
		return problem(422, "invalid_request",
			"\"schema/properties\" property name must be valid");
	for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i], type) == 0)
			return jv_invalid();
	return problem(422, "invalid_request", "\"schema/properties/%s/type\" "
		"must be equal to one of the allowed values", name);
}

static jv
check_target(const char *name, jv relation, const char *self)
{
	const char *target = field_text(relation, "target");

	if (!name_matches(PATTERN_NAME, name) || !target)
		return problem(422, "invalid_request",
			"\"relations/%s\" must have required property "
			"'target'", name);
	if (strcmp(target, self) != 0 && !blueprint_find(target))
		return no_blueprint(target);
	return jv_invalid();
}

static jv
check_shape(const char *shape, const char *what, jv value)
{
	jv message = shape_check(shape, value), wrong = jv_invalid();

	if (jv_is_valid(message))
		wrong = problem(422, "invalid_request", "%s%s", what,
			jv_string_value(message));
	jv_free(message);
	return wrong;
}

/* Checks what the shape cannot: names, types, targets. */
static jv
check_parts(const char *identifier, jv properties, jv relations)
{
	jv wrong = jv_invalid();

	if (!name_matches(PATTERN_BLUEPRINT, identifier))
		return problem(422, "invalid_request",
			"\"identifier\" must match pattern \"%s\"",
			PATTERN_BLUEPRINT);
	members(properties, key, property) {
		if (!jv_is_valid(wrong))
			wrong = check_property(jv_string_value(key),
				property);
		jv_free(key);
		jv_free(property);
	}
	members(relations, name, relation) {
		if (!jv_is_valid(wrong))
			wrong = check_target(jv_string_value(name), relation,
				identifier);
		jv_free(name);
		jv_free(relation);
	}
	return wrong;
}

jv
definition_check(jv definition)
{
	static const char shape[] = "identifier!:string title:string,null "
		"description:string,null icon:string,null ownership:object "
		"schema!:object calculationProperties:object "
		"mirrorProperties:object aggregationProperties:object "
		"relations:object *";
	jv schema = field(definition, "schema");
	jv properties = field(schema, "properties");
	jv relations = field(definition, "relations");
	jv wrong = check_shape(shape, "", definition);

	if (!jv_is_valid(wrong))
		wrong = check_shape("properties:object required:array *",
			"schema: ", schema);
	if (!jv_is_valid(wrong))
		wrong = check_parts(field_text(definition, "identifier"),
			properties, relations);
	jv_free(schema);
	jv_free(properties);
	jv_free(relations);
	return wrong;
}
