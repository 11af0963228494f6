#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/blueprint.h"
#include "tests/port/clock.h"
#include "tests/port/collection.h"
#include "tests/port/dependents.h"
#include "tests/port/entity.h"
#include "tests/port/run.h"
#include "tests/port/settings.h"
#include "tests/port/token.h"
#include "tests/port/value.h"
#include "tests/port/view.h"
#include "tests/port/write.h"

enum { BULK_WRITE = 20, BULK_DELETE = 100 };

/* The blueprint and the entity that the path names, or the refusal. */
static bool
find(struct call *call, struct blueprint **ret, jv *ret_entity)
{
	*ret = blueprint_of(call, ret_entity);
	if (!*ret)
		return false;
	*ret_entity = entity_get(*ret, call->arg[1]);
	if (jv_is_valid(*ret_entity))
		return true;
	*ret_entity = refuse(call, no_entity(call->arg[1], call->arg[0]));
	return false;
}

static jv
viewed(const struct call *call, const struct blueprint *blueprint, jv entity)
{
	return entity_view(blueprint, entity, call->params);
}

jv
entities_get(struct call *call)
{
	jv refusal, entity, all;
	struct blueprint *it = blueprint_of(call, &refusal);
	unsigned long at = 0;
	size_t most = (size_t)setting_number(SET_LIST_TIMEOUT);

	if (!it)
		return refusal;
	if (most > 0 && entity_count(it) > most)
		return fail(call, 504, "timeout_error",
			"request was too long");
	all = jv_array();
	while (jv_is_valid(entity = entity_next(it, &at)))
		all = jv_array_append(all, viewed(call, it, entity));
	return ok_with("entities", all);
}

jv
entities_count(struct call *call)
{
	jv refusal;
	struct blueprint *it = blueprint_of(call, &refusal);

	return it ? ok_with("count", jv_number((double)entity_count(it))) :
		refusal;
}

jv
entity_get_one(struct call *call)
{
	struct blueprint *it;
	jv entity;

	return find(call, &it, &entity) ?
		ok_with("entity", viewed(call, it, entity)) : entity;
}

/* The blueprint that the path writes to; or NULL, and the refusal. */
static struct blueprint *
writable(struct call *call, jv *ret)
{
	struct blueprint *it = blueprint_of(call, ret);
	jv wrong = it ? run_check(call) : jv_invalid();

	if (!jv_is_valid(wrong))
		return it;
	*ret = refuse(call, wrong);
	return NULL;
}

static struct write
write_of(const struct call *call)
{
	return (struct write){ .call = call,
		.author = credential_id(call->token),
		.upsert = field_true(call->params, "upsert"),
		.merge = field_true(call->params, "merge"),
		.create_missing = field_true(call->params,
			"create_missing_related_entities"),
		.validate_only = field_true(call->params, "validation_only") };
}

/* The answer to a write: `entity`, which it takes, or `wrong` if that is
 * invalid. */
static jv
written(struct call *call, const struct write *write, jv entity, jv wrong)
{
	if (!jv_is_valid(entity))
		return refuse(call, wrong);
	call->status = write->created ? 201 :
		(int)setting_number(SET_UPDATE_STATUS);
	return ok_with("entity", entity);
}

jv
entity_post(struct call *call)
{
	jv wrong, entity;
	struct blueprint *it = writable(call, &wrong);
	struct write write = write_of(call);

	if (!it)
		return wrong;
	entity = write_entity(&write, it, call->body, &wrong);
	return written(call, &write, entity, wrong);
}

static jv
change(struct call *call, bool merge)
{
	jv wrong, entity;
	struct blueprint *it = writable(call, &wrong);
	struct write write = write_of(call);

	if (!it)
		return wrong;
	write.merge = merge;
	entity = write_over(&write, it, call->arg[1], call->body, &wrong);
	entity = written(call, &write, entity, wrong);
	if (call->status == 201)
		call->status = 200;
	return entity;
}

jv
entity_put_one(struct call *call)
{
	return change(call, false);
}

jv
entity_patch(struct call *call)
{
	return change(call, true);
}

/* Deletes an entity; false if others need it. */
static bool
removed(struct call *call, struct blueprint *it, const char *identifier)
{
	bool all = field_true(call->params, "delete_dependents");
	const char *blueprint = blueprint_id(it);

	if (!all && dependents_any(blueprint, identifier))
		return false;
	dependents_settle(blueprint, identifier, all);
	entity_drop(it, identifier);
	audit_note(call, "entity", "DELETE", blueprint, identifier);
	return true;
}

jv
entity_delete(struct call *call)
{
	struct blueprint *it;
	jv entity;

	if (!find(call, &it, &entity))
		return entity;
	jv_free(entity);
	if (entity_protected(it, call->arg[1]))
		return fail(call, 403, "protected_entity", "Entity with "
			"identifier \"%s\" is protected", call->arg[1]);
	if (removed(call, it, call->arg[1]))
		return ok();
	return fail(call, 403, "has_dependents", "Entity with identifier "
		"\"%s\" has dependant entities", call->arg[1]);
}

jv
entities_delete_all(struct call *call)
{
	jv refusal, migration;
	struct blueprint *it = blueprint_of(call, &refusal);
	char word[17];

	if (!it)
		return refusal;
	while (it->n > 0)
		entity_drop(it, field_text(it->entities[it->n - 1].value,
			"identifier"));
	audit_note(call, "blueprint", "DELETE_ALL_ENTITIES", call->arg[0],
		call->arg[0]);
	random_word(word, 16);
	migration = with(jv_object(), "id", jv_string_fmt("migration_%s",
		word));
	migration = with_text(migration, "sourceBlueprint", call->arg[0]);
	migration = with_text(migration, "status", "COMPLETED");
	migration = with_text(migration, "actor", credential_id(call->token));
	migration = with(migration, "mapping", jv_object());
	collection_put("migrations", "id", jv_copy(migration));
	if (field_true(call->params, "delete_blueprint"))
		blueprint_drop(it);
	refusal = ok_with("migrationId", field(migration, "id"));
	jv_free(migration);
	return refusal;
}

static jv
bulk_sized(jv answer, int most)
{
	return setting_is(SET_MAX_BULK_SIZE, "present") ?
		with(answer, "maxBulkSize", jv_number(most)) : answer;
}

/* Writes one entity of a bulk, and adds it to `done` or to `failed`. */
static void
bulk_one(struct call *call, struct blueprint *it, int index, jv body,
	jv *done, jv *failed)
{
	struct write write = write_of(call);
	const char *identifier = field_text(body, "identifier");
	jv wrong, entity = write_entity(&write, it, body, &wrong), item;

	if (jv_is_valid(entity)) {
		item = with(jv_object(), "created", jv_bool(write.created));
		item = with(item, "identifier", field(entity, "identifier"));
		item = with(item, "index", jv_number(index));
		*done = jv_array_append(*done, item);
		jv_free(entity);
		return;
	}
	item = with_text(jv_object(), "identifier",
		identifier ? identifier : "unknown");
	item = with(item, "index", jv_number(index));
	*failed = jv_array_append(*failed, jv_object_merge(item, wrong));
}

jv
entities_bulk(struct call *call)
{
	jv wrong, list, done, failed, body;
	struct blueprint *it = writable(call, &wrong);

	if (!it)
		return wrong;
	list = field(call->body, "entities");
	if (count(list) < 1 || count(list) > BULK_WRITE) {
		call->status = count(list);
		jv_free(list);
		return fail(call, 422, "invalid_request",
			call->status < 1 ? "\"entities\" must NOT have fewer "
			"than 1 items" : "\"entities\" must NOT have more "
			"than 20 items");
	}
	done = jv_array();
	failed = jv_array();
	for (int i = 0; i < count(list); i++) {
		body = nth(list, i);
		bulk_one(call, it, i, body, &done, &failed);
		jv_free(body);
	}
	jv_free(list);
	call->status = count(failed) > 0 ? 207 : 200;
	return bulk_sized(with(ok_with("entities", done), "errors", failed),
		BULK_WRITE);
}

jv
entities_bulk_delete(struct call *call)
{
	jv refusal, list, gone;
	struct blueprint *it = blueprint_of(call, &refusal);

	if (!it)
		return refusal;
	list = field(call->body, "entities");
	if (count(list) < 1 || count(list) > BULK_DELETE) {
		jv_free(list);
		return fail(call, 422, "invalid_request",
			"\"entities\" must have 1 to 100 items");
	}
	gone = jv_array();
	for (int i = 0; i < count(list); i++) {
		jv entity = entity_get(it, nth_text(list, i));

		if (jv_is_valid(entity) &&
		    !entity_protected(it, nth_text(list, i)) &&
		    removed(call, it, nth_text(list, i)))
			gone = jv_array_append(gone,
				jv_string(nth_text(list, i)));
		jv_free(entity);
	}
	jv_free(list);
	return bulk_sized(ok_with("deletedEntities", gone), BULK_DELETE);
}
