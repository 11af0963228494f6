#include <string.h>

#include "tests/port/related.h"
#include "tests/port/value.h"

enum { HOPS = 15 };

struct search {
	const char *blueprint, *identifier;	/* what is looked for */
	bool required;				/* required relations only */
	jv seen;
};

bool
related_is(const char *operator)
{
	return strcmp(operator, "relatedTo") == 0;
}

jv
related_check(jv rule)
{
	const char *direction = field_text(rule, "direction");
	jv value = field(rule, "value");
	bool named = is_kind(value, JV_KIND_STRING) ||
		is_kind(value, JV_KIND_ARRAY);

	jv_free(value);
	if (!field_text(rule, "blueprint") || !named)
		return jv_string("relatedTo must have required properties "
			"'blueprint' and 'value'");
	if (has(rule, "direction") && (!direction ||
	    (strcmp(direction, "upstream") != 0 &&
	     strcmp(direction, "downstream") != 0)))
		return jv_string("\"direction\" must be equal to one of the "
			"allowed values");
	return jv_invalid();
}

static bool leads(struct search *search, const struct blueprint *blueprint,
	jv entity, int hops);

static bool
target_leads(struct search *search, const char *blueprint,
	const char *identifier, int hops)
{
	const struct blueprint *next = blueprint_find(blueprint);
	jv key = jv_string_fmt("%s\n%s", blueprint, identifier), entity;
	bool seen = has(search->seen, jv_string_value(key)), yes;

	search->seen = jv_object_set(search->seen, key, jv_true());
	if (strcmp(blueprint, search->blueprint) == 0 &&
	    strcmp(identifier, search->identifier) == 0)
		return true;
	if (seen || !next || hops == 0)
		return false;
	entity = entity_get(next, identifier);
	yes = jv_is_valid(entity) && leads(search, next, entity, hops - 1);
	jv_free(entity);
	return yes;
}

/* Whether the relations of the entity lead to the one that is looked for. */
static bool
leads(struct search *search, const struct blueprint *blueprint, jv entity,
	int hops)
{
	jv definitions = blueprint_relations(blueprint);
	jv relations = field(entity, "relations");
	bool yes = false;

	members(relations, name, value) {
		jv definition = field(definitions, jv_string_value(name));
		const char *target = field_text(definition, "target");

		if (is_kind(value, JV_KIND_STRING))
			value = JV_ARRAY(value);
		if (!target || (search->required &&
		    !field_true(definition, "required")))
			target = NULL;
		for (int i = 0; target && !yes && i < count(value); i++)
			yes = target_leads(search, target,
				nth_text(value, i), hops);
		jv_free(definition);
		jv_free(name);
		jv_free(value);
	}
	jv_free(definitions);
	jv_free(relations);
	return yes;
}

static bool
reaches(const struct blueprint *from, jv entity, const char *blueprint,
	const char *identifier, bool required)
{
	struct search search = { blueprint, identifier, required,
		jv_object() };
	bool yes = leads(&search, from, entity, HOPS);

	jv_free(search.seen);
	return yes;
}

static bool
related_to(jv rule, const struct blueprint *blueprint, jv entity,
	const char *identifier)
{
	const char *direction = field_text(rule, "direction");
	const char *other = field_text(rule, "blueprint");
	const struct blueprint *from = blueprint_find(other);
	bool required = field_true(rule, "required"), yes = false;
	jv source;

	if (!direction || strcmp(direction, "upstream") == 0)
		yes = reaches(blueprint, entity, other, identifier, required);
	if (yes || !from || (direction && strcmp(direction, "upstream") == 0))
		return yes;
	source = entity_get(from, identifier);
	if (jv_is_valid(source))
		yes = reaches(from, source, blueprint_id(blueprint),
			field_text(entity, "identifier"), required);
	jv_free(source);
	return yes;
}

bool
related_matches(jv rule, const struct blueprint *blueprint, jv entity)
{
	jv value = field(rule, "value");
	bool yes = false;

	if (is_kind(value, JV_KIND_STRING))
		value = JV_ARRAY(value);
	for (int i = 0; !yes && i < count(value); i++)
		yes = nth_text(value, i) && related_to(rule, blueprint,
			entity, nth_text(value, i));
	jv_free(value);
	return yes;
}
