#include <string.h>

#include "tests/port/value.h"
#include "tests/port/view.h"

/* Whether the list has `path` (properties.x) or its parent (properties). */
static bool
names(jv list, const char *outer, const char *inner)
{
	char path[256];

	snprintf(path, sizeof(path), "%s.%s", outer, inner);
	return holds(list, outer) || holds(list, path);
}

/* In a search $x is the member x; a plain name is a property or a relation. */
static bool
names_column(jv list, const char *outer, const char *inner)
{
	char path[256];

	snprintf(path, sizeof(path), "$%s", outer);
	return holds(list, path) || (inner[0] && holds(list, inner));
}

typedef bool chooser(jv list, const char *outer, const char *inner);

static bool
chosen(chooser *listed, jv include, jv exclude, const char *outer,
	const char *inner)
{
	if (is_kind(include, JV_KIND_ARRAY) && count(include) > 0 &&
	    !listed(include, outer, inner))
		return false;
	return !is_kind(exclude, JV_KIND_ARRAY) ||
	       !listed(exclude, outer, inner);
}

static bool
is_table(const char *name)
{
	return strcmp(name, "properties") == 0 ||
	       strcmp(name, "relations") == 0;
}

static jv
choose(jv entity, jv include, jv exclude, chooser *listed)
{
	jv out = jv_object();

	members(entity, key, value) {
		const char *name = jv_string_value(key);

		if (is_table(name) && is_kind(value, JV_KIND_OBJECT)) {
			jv table = jv_object();

			members(value, inner, item) {
				if (chosen(listed, include, exclude, name,
					jv_string_value(inner)))
					table = jv_object_set(table,
						jv_copy(inner), jv_copy(item));
				jv_free(inner);
				jv_free(item);
			}
			if (count(table) > 0 || chosen(listed, include,
				exclude, name, ""))
				out = with(out, name, jv_copy(table));
			jv_free(table);
		} else if (chosen(listed, include, exclude, name, "")) {
			out = with(out, name, jv_copy(value));
		}
		jv_free(key);
		jv_free(value);
	}
	jv_free(entity);
	return out;
}

jv
entity_fields(jv entity, jv include, jv exclude)
{
	return choose(entity, include, exclude, names);
}

jv
entity_columns(jv entity, jv include, jv exclude)
{
	return choose(entity, include, exclude, names_column);
}

/* Relation targets as {identifier, title}. */
static jv
titled(const struct blueprint *target, jv value)
{
	jv out, entity;

	if (is_kind(value, JV_KIND_ARRAY)) {
		out = jv_array();
		for (int i = 0; i < count(value); i++)
			out = jv_array_append(out, titled(target,
				nth(value, i)));
		jv_free(value);
		return out;
	}
	if (!is_kind(value, JV_KIND_STRING) || !target)
		return value;
	entity = entity_get(target, jv_string_value(value));
	out = with(jv_object(), "identifier", value);
	out = with_text(out, "title", field_text(entity, "title"));
	jv_free(entity);
	return out;
}

static jv
titled_relations(const struct blueprint *blueprint, jv entity)
{
	jv relations = field(entity, "relations"), all = jv_copy(relations);
	jv definitions = blueprint_relations(blueprint);

	members(all, key, value) {
		jv definition = field(definitions, jv_string_value(key));
		const char *target = field_text(definition, "target");

		relations = jv_object_set(relations, key, titled(
			target ? blueprint_find(target) : NULL, value));
		jv_free(definition);
	}
	jv_free(all);
	jv_free(definitions);
	return with(entity, "relations", relations);
}

/* The value that the path of a mirror property leads to: relations, and then a
 * property. */
static jv
mirrored(const struct blueprint *blueprint, jv entity, const char *path)
{
	size_t length = strcspn(path, ".");
	jv relations, definitions, definition, target, value;
	const struct blueprint *other;
	char name[128];
	const char *to;

	snprintf(name, sizeof(name), "%.*s", (int)length, path);
	if (path[length] == '\0') {
		jv properties = field(entity, "properties");

		value = name[0] == '$' ? field(entity, name + 1) :
			field(properties, name);
		jv_free(properties);
		return jv_is_valid(value) ? value : jv_null();
	}
	definitions = blueprint_relations(blueprint);
	definition = field(definitions, name);
	relations = field(entity, "relations");
	to = field_text(relations, name);
	other = field_text(definition, "target") ?
		blueprint_find(field_text(definition, "target")) : NULL;
	target = other && to ? entity_get(other, to) : jv_invalid();
	value = jv_is_valid(target) ?
		mirrored(other, target, path + length + 1) : jv_null();
	jv_free(definitions);
	jv_free(definition);
	jv_free(relations);
	jv_free(target);
	return value;
}

static jv
add_mirrors(const struct blueprint *blueprint, jv entity)
{
	jv mirrors = field(blueprint->value, "mirrorProperties");
	jv properties = field(entity, "properties");

	members(mirrors, key, mirror) {
		const char *path = field_text(mirror, "path");

		if (path)
			properties = jv_object_set(properties,
				jv_copy(key), mirrored(blueprint,
				entity, path));
		jv_free(key);
		jv_free(mirror);
	}
	jv_free(mirrors);
	return with(entity, "properties", properties);
}

jv
entity_view(const struct blueprint *blueprint, jv entity, jv params)
{
	jv include = field(params, "include");
	jv exclude = field(params, "exclude");

	if (!field_true(params, "exclude_calculated_properties"))
		entity = add_mirrors(blueprint, entity);
	if (field_true(params, "attach_title_to_relation"))
		entity = titled_relations(blueprint, entity);
	if (count(include) > 0 || count(exclude) > 0)
		entity = entity_fields(entity, include, exclude);
	jv_free(include);
	jv_free(exclude);
	return entity;
}
