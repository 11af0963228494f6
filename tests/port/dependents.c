#include <string.h>

#include "tests/port/dependents.h"
#include "tests/port/store.h"
#include "tests/port/value.h"

/* Whether the value of a relation, single or many, points to the entity. */
static bool
leads_to(jv value, const char *identifier)
{
	if (is_kind(value, JV_KIND_STRING))
		return strcmp(jv_string_value(value), identifier) == 0;
	return holds(value, identifier);
}

static jv
without(jv array, const char *identifier)
{
	jv rest = jv_array();

	for (int i = 0; i < count(array); i++)
		if (strcmp(nth_text(array, i), identifier) != 0)
			rest = jv_array_append(rest,
				jv_string(nth_text(array, i)));
	jv_free(array);
	return rest;
}

bool
dependents_any(const char *blueprint, const char *identifier)
{
	bool yes = false;

	for (size_t i = 0; i < blueprint_count(); i++) {
		struct blueprint *it = blueprint_at(i);
		jv definitions = blueprint_relations(it);

		members(definitions, name, definition) {
			const char *target = field_text(definition, "target");
			bool matters = field_true(definition, "required") &&
				target && strcmp(target, blueprint) == 0;

			for (size_t j = 0; matters && j < it->n; j++) {
				jv relations = field(it->entities[j].value,
					"relations");
				jv value = field(relations,
					jv_string_value(name));

				yes = yes || leads_to(value, identifier);
				jv_free(relations);
				jv_free(value);
			}
			jv_free(name);
			jv_free(definition);
		}
		jv_free(definitions);
	}
	return yes;
}

/* Removes the relations to the deleted entity; *ret_any: there were some. */
static jv
cut(jv entity, jv definitions, const char *blueprint, const char *identifier,
	bool *ret_any)
{
	jv relations = field(entity, "relations"), all = jv_copy(relations);

	*ret_any = false;
	members(all, name, value) {
		jv definition = field(definitions, jv_string_value(name));
		const char *target = field_text(definition, "target");

		if (target && strcmp(target, blueprint) == 0 &&
		    leads_to(value, identifier)) {
			*ret_any = true;
			relations = jv_object_set(relations, jv_copy(name),
				is_kind(value, JV_KIND_ARRAY) ?
				without(jv_copy(value), identifier) :
				jv_null());
		}
		jv_free(definition);
		jv_free(name);
		jv_free(value);
	}
	jv_free(all);
	return with(entity, "relations", relations);
}

void
dependents_settle(const char *blueprint, const char *identifier, bool all)
{
	for (size_t i = 0; i < blueprint_count(); i++) {
		struct blueprint *it = blueprint_at(i);
		jv definitions = blueprint_relations(it);

		for (size_t j = it->n; j-- > 0;) {
			bool any;
			jv entity = cut(jv_copy(it->entities[j].value),
				definitions, blueprint, identifier, &any);

			if (any && all)
				entity_drop(it, field_text(entity,
					"identifier"));
			else if (any)
				entity_put(it, jv_copy(entity));
			jv_free(entity);
		}
		jv_free(definitions);
	}
}

static jv
followed(jv value, const char *from, const char *to)
{
	jv all;

	if (!leads_to(value, from))
		return value;
	if (!is_kind(value, JV_KIND_ARRAY)) {
		jv_free(value);
		return jv_string(to);
	}
	all = jv_array();
	for (int i = 0; i < count(value); i++) {
		const char *text = nth_text(value, i);

		all = jv_array_append(all, jv_string(
			strcmp(text, from) == 0 ? to : text));
	}
	jv_free(value);
	return all;
}

void
dependents_follow(const char *blueprint, const char *from, const char *to)
{
	for (size_t i = 0; i < blueprint_count(); i++) {
		struct blueprint *it = blueprint_at(i);
		jv definitions = blueprint_relations(it);

		members(definitions, name, definition) {
			const char *target = field_text(definition, "target");
			bool matters = target && strcmp(target, blueprint) == 0;

			for (size_t j = 0; matters && j < it->n; j++) {
				jv *entity = &it->entities[j].value;
				jv relations = field(*entity, "relations");
				jv value = field(relations,
					jv_string_value(name));

				if (jv_is_valid(value))
					relations = with(relations,
						jv_string_value(name),
						followed(value, from, to));
				*entity = with(*entity, "relations",
					relations);
			}
			jv_free(name);
			jv_free(definition);
		}
		jv_free(definitions);
	}
}
