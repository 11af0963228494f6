#include "tests/port/audit.h"
#include "tests/port/pattern.h"
#include "tests/port/query.h"
#include "tests/port/relation.h"
#include "tests/port/value.h"

jv
relation_resolve(const char *blueprint, jv query, jv *ret)
{
	const struct blueprint *it = blueprint_find(blueprint);
	jv message = query_check(query), entity, found = jv_invalid();
	unsigned long at = 0;
	int n = 0;

	if (jv_is_valid(message) || !it) {
		*ret = it ? problem(422, "invalid_request", "%s",
			jv_string_value(message)) : no_blueprint(blueprint);
		jv_free(message);
		return jv_invalid();
	}
	while (jv_is_valid(entity = entity_next(it, &at))) {
		if (query_matches(query, it, entity) && n++ == 0)
			found = field(entity, "identifier");
		jv_free(entity);
	}
	if (n == 1)
		return found;
	jv_free(found);
	*ret = n == 0 ? problem(404, "not_found", "No entity of the blueprint "
		"\"%s\" matches the query", blueprint) :
		problem(422, "invalid_request", "More than one entity of the "
		"blueprint \"%s\" matches the query", blueprint);
	return jv_invalid();
}

/* Checks one target of a relation, or creates it. Returns a problem, or
 * invalid. */
static jv
target_checked(const struct write *write, const char *target,
	const char *identifier)
{
	struct blueprint *other = blueprint_find(target);
	jv entity = other ? entity_get(other, identifier) : jv_invalid();

	if (jv_is_valid(entity)) {
		jv_free(entity);
		return jv_invalid();
	}
	if (!other || !write->create_missing)
		return no_entity(identifier, target);
	if (!name_matches(PATTERN_ENTITY, identifier))
		return problem(422, "invalid_request", "\"relations\" must "
			"match pattern \"%s\"", PATTERN_ENTITY);
	if (!write->validate_only) {
		write_store(write, other, write_blank(write, other,
			identifier));
		audit_note(write->call, "entity", "CREATE", target,
			identifier);
	}
	return jv_invalid();
}

jv
relations_targets(const struct write *write,
	const struct blueprint *blueprint, jv relations)
{
	jv definitions = blueprint_relations(blueprint), wrong = jv_invalid();

	members(relations, name, value) {
		jv definition = field(definitions, jv_string_value(name));
		const char *target = field_text(definition, "target");

		if (is_kind(value, JV_KIND_STRING))
			value = JV_ARRAY(value);
		for (int i = 0; !jv_is_valid(wrong) && i < count(value); i++)
			wrong = nth_text(value, i) ?
				target_checked(write, target,
				nth_text(value, i)) : problem(422,
				"invalid_request", "\"relations/%s\" must be "
				"string", jv_string_value(name));
		if (!jv_is_valid(wrong) && jv_is_valid(definition) &&
		    !is_kind(value, JV_KIND_ARRAY) &&
		    !is_kind(value, JV_KIND_NULL))
			wrong = problem(422, "invalid_request",
				"\"relations/%s\" must be string",
				jv_string_value(name));
		jv_free(definition);
		jv_free(name);
		jv_free(value);
	}
	jv_free(definitions);
	return wrong;
}

jv
relations_resolved(const struct blueprint *blueprint, jv body, jv *ret)
{
	jv definitions = blueprint_relations(blueprint);
	jv relations = field(body, "relations"), all = jv_copy(relations);

	if (is_kind(relations, JV_KIND_OBJECT)) {
		members(all, name, value) {
			jv definition = field(definitions,
				jv_string_value(name));
			const char *target = field_text(definition, "target");

			if (target && is_kind(value, JV_KIND_OBJECT) &&
			    !jv_is_valid(*ret)) {
				jv found = relation_resolve(target, value,
					ret);

				if (jv_is_valid(found) && field_true(
					definition, "many"))
					found = JV_ARRAY(found);
				if (jv_is_valid(found))
					relations = jv_object_set(relations,
						jv_copy(name), found);
			}
			jv_free(definition);
			jv_free(name);
			jv_free(value);
		}
		body = with(body, "relations", relations);
	} else {
		jv_free(relations);
	}
	jv_free(all);
	jv_free(definitions);
	return body;
}

