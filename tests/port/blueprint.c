#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/blueprint.h"
#include "tests/port/clock.h"
#include "tests/port/definition.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

struct blueprint *
blueprint_of(struct call *call, jv *ret)
{
	struct blueprint *it = blueprint_find(call->arg[0]);

	if (!it)
		*ret = refuse(call, no_blueprint(call->arg[0]));
	return it;
}

static jv
or_else(jv value, jv otherwise)
{
	if (!jv_is_valid(value))
		return otherwise;
	jv_free(otherwise);
	return value;
}

static jv
complete_schema(jv schema)
{
	jv whole = with(jv_object(), "properties", or_else(
		field(schema, "properties"), jv_object()));

	whole = with(whole, "required", or_else(field(schema, "required"),
		jv_array()));
	jv_free(schema);
	return whole;
}

static jv
complete_relations(jv relations)
{
	jv whole = jv_object();

	members(relations, name, relation) {
		jv it = jv_object();

		it = with(it, "title", or_else(field(relation,
			"title"), jv_copy(name)));
		it = with(it, "target", field(relation, "target"));
		it = with(it, "required", jv_bool(field_true(relation,
			"required")));
		it = with(it, "many", jv_bool(field_true(relation,
			"many")));
		whole = jv_object_set(whole, name, it);
		jv_free(relation);
	}
	jv_free(relations);
	return whole;
}

/* Adds missing members, and puts all in Port's order. */
static jv
complete(jv body, jv created_by, jv created_at, const char *author)
{
	static const char *const tables[] = { "calculationProperties",
		"mirrorProperties", "aggregationProperties" };
	jv it = with(jv_object(), "identifier", field(body, "identifier"));

	it = with(it, "title", or_else(field(body, "title"),
		field(body, "identifier")));
	if (has(body, "description"))
		it = with(it, "description", field(body, "description"));
	it = with(it, "icon", or_else(field(body, "icon"), jv_null()));
	if (has(body, "ownership"))
		it = with(it, "ownership", field(body, "ownership"));
	it = with(it, "schema", complete_schema(field(body, "schema")));
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		it = with(it, tables[i], or_else(field(body, tables[i]),
			jv_object()));
	it = with(it, "relations", complete_relations(field(body,
		"relations")));
	if (has(body, "changelogDestination"))
		it = with(it, "changelogDestination", field(body,
			"changelogDestination"));
	it = with_text(it, "updatedBy", author);
	it = with(it, "createdBy", created_by);
	it = with(it, "createdAt", created_at);
	return with(it, "updatedAt", clock_iso());
}

jv
blueprint_create(jv body, const char *author)
{
	jv wrong = definition_check(body);

	if (jv_is_valid(wrong))
		return wrong;
	if (blueprint_find(field_text(body, "identifier")))
		return problem(409, "identifier_taken", "A blueprint with "
			"identifier \"%s\" already exists",
			field_text(body, "identifier"));
	blueprint_add(complete(body, jv_string(author), clock_iso(), author));
	return jv_invalid();
}

jv
blueprints_get(struct call *call)
{
	jv all = jv_array();

	(void)call;
	for (size_t i = 0; i < blueprint_count(); i++)
		all = jv_array_append(all, jv_copy(blueprint_at(i)->value));
	return ok_with("blueprints", all);
}

jv
blueprint_get(struct call *call)
{
	jv refusal;
	struct blueprint *it = blueprint_of(call, &refusal);

	return it ? ok_with("blueprint", jv_copy(it->value)) : refusal;
}

jv
blueprint_post(struct call *call)
{
	jv wrong = blueprint_create(call->body, credential_id(call->token));

	if (jv_is_valid(wrong))
		return refuse(call, wrong);
	call->status = 201;
	audit_note(call, "blueprint", "CREATE", NULL,
		field_text(call->body, "identifier"));
	return ok_with("blueprint",
		jv_copy(blueprint_at(blueprint_count() - 1)->value));
}

jv
blueprint_redefine(struct blueprint *it, jv body, const char *author)
{
	jv wrong = definition_check(body), old = it->value;

	if (!jv_is_valid(wrong) &&
	    strcmp(field_text(body, "identifier"), blueprint_id(it)) != 0)
		wrong = problem(422, "invalid_request", "\"identifier\" must "
			"be that of the path");
	if (jv_is_valid(wrong))
		return wrong;
	it->value = complete(body, field(old, "createdBy"),
		field(old, "createdAt"), author);
	jv_free(old);
	return wrong;
}

/* Checks `body`, and makes it the definition of the blueprint of the call. */
static jv
replace(struct call *call, struct blueprint *it, jv body)
{
	jv wrong = blueprint_redefine(it, body, credential_id(call->token));

	jv_free(body);
	if (jv_is_valid(wrong))
		return refuse(call, wrong);
	audit_note(call, "blueprint", "UPDATE", NULL, blueprint_id(it));
	return ok_with("blueprint", jv_copy(it->value));
}

jv
blueprint_put(struct call *call)
{
	jv refusal;
	struct blueprint *it = blueprint_of(call, &refusal);

	return it ? replace(call, it, jv_copy(call->body)) : refusal;
}

jv
blueprint_patch(struct call *call)
{
	jv refusal;
	struct blueprint *it = blueprint_of(call, &refusal);

	return it ? replace(call, it, jv_object_merge(jv_copy(it->value),
		jv_copy(call->body))) : refusal;
}

/* Whether a relation of another blueprint points to it. */
static bool
has_dependents(const struct blueprint *it)
{
	bool yes = false;

	for (size_t i = 0; i < blueprint_count(); i++) {
		jv relations = blueprint_relations(blueprint_at(i));

		members(relations, name, relation) {
			const char *target = field_text(relation, "target");

			if (target && blueprint_at(i) != it &&
			    strcmp(target, blueprint_id(it)) == 0)
				yes = true;
			jv_free(name);
			jv_free(relation);
		}
		jv_free(relations);
	}
	return yes;
}

jv
blueprint_delete(struct call *call)
{
	jv refusal;
	struct blueprint *it = blueprint_of(call, &refusal);

	if (!it)
		return refusal;
	if (entity_count(it) > 0 || has_dependents(it))
		return fail(call, 403, "has_dependents", "Blueprint with "
			"identifier \"%s\" has dependant entities",
			call->arg[0]);
	blueprint_drop(it);
	audit_note(call, "blueprint", "DELETE", NULL, call->arg[0]);
	return ok();
}
