#include <stdio.h>
#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/clock.h"
#include "tests/port/dependents.h"
#include "tests/port/pattern.h"
#include "tests/port/relation.h"
#include "tests/port/settings.h"
#include "tests/port/shape.h"
#include "tests/port/validate.h"
#include "tests/port/value.h"
#include "tests/port/write.h"

static const char shape[] = "identifier:string,object title:string,null "
	"icon:string,null team:string,array,object,null properties:object "
	"relations:object *";

static jv
identifier_of(const struct blueprint *blueprint, jv body, jv *ret)
{
	jv identifier = field(body, "identifier"), found;
	char word[17];

	if (is_kind(identifier, JV_KIND_OBJECT)) {
		found = relation_resolve(blueprint_id(blueprint), identifier,
			ret);
		jv_free(identifier);
		return found;
	}
	if (!jv_is_valid(identifier)) {
		random_word(word, 16);
		return jv_string_fmt("e_%s", word);
	}
	if (name_matches(PATTERN_ENTITY, jv_string_value(identifier)))
		return identifier;
	jv_free(identifier);
	*ret = problem(422, "invalid_request",
		"\"identifier\" must match pattern \"%s\"", PATTERN_ENTITY);
	return jv_invalid();
}

static jv
identifier_taken(const struct blueprint *blueprint, const char *identifier)
{
	return problem(409, "identifier_taken", "Entity with identifier "
		"\"%s\" already exists in the blueprint \"%s\"", identifier,
		blueprint_id(blueprint));
}

jv
write_blank(const struct write *write, const struct blueprint *blueprint,
	const char *identifier)
{
	jv definitions = blueprint_relations(blueprint);
	jv relations = jv_object(), it;

	members(definitions, name, definition) {
		relations = jv_object_set(relations, name,
			field_true(definition, "many") ? jv_array() :
			jv_null());
		jv_free(definition);
	}
	jv_free(definitions);
	it = with_text(jv_object(), "identifier", identifier);
	it = with_text(it, "title", identifier);
	it = with(it, "icon", jv_null());
	it = with_text(it, "blueprint", blueprint_id(blueprint));
	it = with(it, "team", jv_array());
	it = with(it, "properties", jv_object());
	it = with(it, "relations", relations);
	it = with(it, "createdAt", clock_iso());
	it = with_text(it, "createdBy", write->author);
	it = with(it, "updatedAt", clock_iso());
	return with_text(it, "updatedBy", write->author);
}

static jv
team_of(jv team, jv *ret)
{
	jv found;

	if (is_kind(team, JV_KIND_STRING))
		return JV_ARRAY(team);
	if (!is_kind(team, JV_KIND_OBJECT))
		return is_kind(team, JV_KIND_ARRAY) ? team : jv_array();
	found = jv_is_valid(*ret) ? jv_invalid() :
		relation_resolve("_team", team, ret);
	jv_free(team);
	return jv_is_valid(found) ? JV_ARRAY(found) : found;
}

static jv
with_defaults(const struct blueprint *blueprint, jv entity)
{
	jv schema = blueprint_properties(blueprint);
	jv properties = field(entity, "properties");

	members(schema, name, property) {
		if (has(property, "default") &&
		    !has(properties, jv_string_value(name)))
			properties = jv_object_set(properties, jv_copy(name),
				field(property, "default"));
		jv_free(name);
		jv_free(property);
	}
	jv_free(schema);
	return with(entity, "properties", properties);
}

/* Drops properties that the blueprint does not know, if --unknown-property says
 * so. */
static jv
known_properties(const struct blueprint *blueprint, jv properties)
{
	jv schema, known;

	if (setting_is(SET_UNKNOWN_PROPERTY, "refuse"))
		return properties;
	schema = blueprint_properties(blueprint);
	known = jv_object();
	members(properties, name, value) {
		if (has(schema, jv_string_value(name)))
			known = jv_object_set(known, jv_copy(name),
				jv_copy(value));
		jv_free(name);
		jv_free(value);
	}
	jv_free(schema);
	jv_free(properties);
	return known;
}

/* Merges the body into the entity; takes `entity`. */
static jv
apply(const struct blueprint *blueprint, jv entity, jv body, jv *ret)
{
	static const char *const plain[] = { "title", "icon" };
	static const char *const tables[] = { "properties", "relations" };
	jv value;

	for (int i = 0; i < 2; i++) {
		value = field(body, plain[i]);
		if (jv_is_valid(value))
			entity = with(entity, plain[i], value);
		value = field(body, tables[i]);
		if (i == 0 && jv_is_valid(value))
			value = known_properties(blueprint, value);
		if (jv_is_valid(value))
			entity = with(entity, tables[i], jv_object_merge(
				field(entity, tables[i]), value));
	}
	value = field(body, "team");
	if (jv_is_valid(value))
		value = team_of(value, ret);
	if (jv_is_valid(value))
		entity = with(entity, "team", value);
	return entity;
}

void
write_store(const struct write *write, struct blueprint *blueprint, jv entity)
{
	if (write->call && write->call->agent)
		blueprint->writers = with_text(blueprint->writers,
			field_text(entity, "identifier"), write->call->agent);
	entity_put(blueprint, entity);
}

/* Checks the whole entity and stores it; takes both jv. */
static jv
finish(const struct write *write, struct blueprint *blueprint, jv entity,
	jv *ret)
{
	jv properties = field(entity, "properties");
	jv relations = field(entity, "relations");

	if (!jv_is_valid(*ret))
		*ret = validate_properties(blueprint, properties);
	if (!jv_is_valid(*ret))
		*ret = validate_relations(blueprint, relations);
	if (!jv_is_valid(*ret))
		*ret = relations_targets(write, blueprint, relations);
	jv_free(properties);
	jv_free(relations);
	if (jv_is_valid(*ret)) {
		jv_free(entity);
		return jv_invalid();
	}
	entity = with(entity, "updatedAt", clock_iso());
	entity = with_text(entity, "updatedBy", write->author);
	if (write->validate_only)
		return entity;
	write_store(write, blueprint, jv_copy(entity));
	audit_note(write->call, "entity", write->created ? "CREATE" :
		"UPDATE", blueprint_id(blueprint),
		field_text(entity, "identifier"));
	return entity;
}

static bool
fits(jv body, jv *ret)
{
	jv message = shape_check(shape, body);

	*ret = jv_invalid();
	if (!jv_is_valid(message))
		return true;
	*ret = problem(422, "invalid_request", "%s",
		jv_string_value(message));
	jv_free(message);
	return false;
}

/* Renames an entity to `name`; takes `old`. */
static jv
put_over(struct write *write, struct blueprint *blueprint, jv old,
	const char *name, jv body, jv *ret)
{
	const char *identifier = field_text(old, "identifier");
	jv entity = write->merge ? jv_copy(old) :
		write_blank(write, blueprint, name);

	write->created = false;
	if (entity_protected(blueprint, identifier))
		*ret = problem(403, "protected_entity", "Entity with "
			"identifier \"%s\" is protected", identifier);
	entity = with(entity, "createdAt", field(old, "createdAt"));
	entity = with(entity, "createdBy", field(old, "createdBy"));
	body = relations_resolved(blueprint, jv_copy(body), ret);
	entity = apply(blueprint, entity, body, ret);
	jv_free(body);
	jv_free(old);
	return finish(write, blueprint, entity, ret);
}

jv
write_entity(struct write *write, struct blueprint *blueprint, jv body,
	jv *ret)
{
	jv identifier, entity, whole;

	if (!fits(body, ret))
		return jv_invalid();
	identifier = identifier_of(blueprint, body, ret);
	if (!jv_is_valid(identifier))
		return jv_invalid();
	entity = entity_get(blueprint, jv_string_value(identifier));
	if (jv_is_valid(entity) && !write->upsert) {
		*ret = identifier_taken(blueprint,
			jv_string_value(identifier));
		jv_free(entity);
		jv_free(identifier);
		return jv_invalid();
	}
	if (jv_is_valid(entity)) {
		jv_free(identifier);
		return put_over(write, blueprint, entity,
			field_text(entity, "identifier"), body, ret);
	}
	write->created = true;
	whole = relations_resolved(blueprint, jv_copy(body), ret);
	entity = write_blank(write, blueprint, jv_string_value(identifier));
	entity = with_defaults(blueprint, apply(blueprint, entity, whole,
		ret));
	jv_free(whole);
	jv_free(identifier);
	return finish(write, blueprint, entity, ret);
}

/* Does what put_over() does, and renames the entity as the body of PUT says;
 * takes `old`. */
static jv
renamed(struct write *write, struct blueprint *blueprint, jv old, jv body,
	jv *ret)
{
	jv from = field(old, "identifier"), to, taken, entity = jv_invalid();

	to = !write->merge && has(body, "identifier") ?
		identifier_of(blueprint, body, ret) : jv_copy(from);
	if (jv_is_valid(to) && !same(from, to)) {
		taken = entity_get(blueprint, jv_string_value(to));
		if (jv_is_valid(taken))
			*ret = identifier_taken(blueprint,
				jv_string_value(to));
		jv_free(taken);
	}
	if (!jv_is_valid(*ret))
		entity = put_over(write, blueprint, jv_copy(old),
			jv_string_value(to), body, ret);
	if (jv_is_valid(entity) && !write->validate_only && !same(from, to)) {
		entity_drop(blueprint, jv_string_value(from));
		dependents_follow(blueprint_id(blueprint),
			jv_string_value(from), jv_string_value(to));
	}
	jv_free(old);
	jv_free(from);
	jv_free(to);
	return entity;
}

jv
write_over(struct write *write, struct blueprint *blueprint,
	const char *identifier, jv body, jv *ret)
{
	jv old = entity_get(blueprint, identifier);

	if (!jv_is_valid(old)) {
		*ret = no_entity(identifier, blueprint_id(blueprint));
		return jv_invalid();
	}
	if (fits(body, ret))
		return renamed(write, blueprint, old, body, ret);
	jv_free(old);
	return jv_invalid();
}
