#include <string.h>

#include "tests/port/operator.h"
#include "tests/port/query.h"
#include "tests/port/related.h"
#include "tests/port/value.h"

static jv
check_rule(jv rule)
{
	const char *name = field_text(rule, "operator");
	const struct operator *operator = name ? operator_named(name) : NULL;
	jv value = field(rule, "value"), wrong = jv_invalid();

	if (has(rule, "combinator") || has(rule, "rules")) {
		jv_free(value);
		return query_check(rule);
	}
	if (!name)
		wrong = jv_string("a rule must have required property "
			"'operator'");
	else if (related_is(name))
		wrong = related_check(rule);
	else if (!operator)
		wrong = jv_string_fmt("\"operator\" must be equal to one of "
			"the allowed values, not \"%s\"", name);
	else if (!field_text(rule, "property") && !has(rule, "propertySchema"))
		wrong = jv_string("a rule must have required property "
			"'property'");
	else if (!operator_takes(operator, value))
		wrong = jv_string_fmt("\"value\" does not suit operator "
			"\"%s\"", name);
	jv_free(value);
	return wrong;
}

jv
query_check(jv query)
{
	const char *combinator = field_text(query, "combinator");
	jv rules = field(query, "rules"), wrong = jv_invalid();

	if (!combinator || (strcmp(combinator, "and") != 0 &&
	    strcmp(combinator, "or") != 0)) {
		wrong = jv_string("\"combinator\" must be equal to one of the "
			"allowed values");
	} else if (!is_kind(rules, JV_KIND_ARRAY)) {
		wrong = jv_string("\"rules\" must be array");
	}
	for (int i = 0; !jv_is_valid(wrong) && i < count(rules); i++) {
		jv rule = nth(rules, i);

		wrong = check_rule(rule);
		jv_free(rule);
	}
	jv_free(rules);
	return wrong;
}

/* The value in the entity of a rule's property: $meta, property or relation. */
static jv
property_of(jv entity, const char *name)
{
	jv table, value;

	if (name[0] == '$')
		return field(entity, name + 1);
	table = field(entity, "properties");
	value = field(table, name);
	jv_free(table);
	if (jv_is_valid(value))
		return value;
	table = field(entity, "relations");
	value = field(table, name);
	jv_free(table);
	return value;
}

/* Only rules know it: no answer shows it. */
static jv
datasource_of(const struct blueprint *blueprint, jv entity)
{
	const char *writer = entity_writer(blueprint,
		field_text(entity, "identifier"));

	return writer ? jv_string(writer) : jv_invalid();
}

static bool
suits(jv property, jv schema)
{
	bool yes = true;

	members(schema, key, want) {
		jv have = field(property, jv_string_value(key));

		yes = yes && jv_is_valid(have) && same(have, want);
		jv_free(have);
		jv_free(key);
		jv_free(want);
	}
	return yes;
}

/* A rule about all properties of some kind: it holds if one of them matches. */
static bool
schema_matches(jv rule, const struct blueprint *blueprint, jv entity,
	const struct operator *operator, jv want)
{
	jv schema = field(rule, "propertySchema");
	jv properties = blueprint_properties(blueprint);
	bool yes = false;

	members(properties, key, property) {
		jv have = property_of(entity, jv_string_value(key));

		yes = yes || (suits(property, schema) &&
			operator_holds(operator, have, want));
		jv_free(have);
		jv_free(key);
		jv_free(property);
	}
	jv_free(schema);
	jv_free(properties);
	return yes;
}

static bool
rule_matches(jv rule, const struct blueprint *blueprint, jv entity)
{
	const char *name = field_text(rule, "operator");
	const char *property = field_text(rule, "property");
	jv want, have;
	bool yes;

	if (has(rule, "combinator"))
		return query_matches(rule, blueprint, entity);
	if (related_is(name))
		return related_matches(rule, blueprint, entity);
	want = field(rule, "value");
	if (property) {
		have = strcmp(property, "$datasource") == 0 ?
			datasource_of(blueprint, entity) :
			property_of(entity, property);
		yes = operator_holds(operator_named(name), have, want);
		jv_free(have);
	} else {
		yes = schema_matches(rule, blueprint, entity,
			operator_named(name), want);
	}
	jv_free(want);
	return yes;
}

bool
query_matches(jv query, const struct blueprint *blueprint, jv entity)
{
	const char *combinator = field_text(query, "combinator");
	bool any = combinator && strcmp(combinator, "or") == 0, yes;
	jv rules = field(query, "rules");
	int n = count(rules);

	yes = !any || n == 0;
	for (int i = 0; i < n && yes != any; i++) {
		jv rule = nth(rules, i);

		yes = rule_matches(rule, blueprint, entity);
		jv_free(rule);
	}
	jv_free(rules);
	return yes;
}
