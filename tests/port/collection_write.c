#include <stdio.h>
#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/blueprint.h"
#include "tests/port/clock.h"
#include "tests/port/collection.h"
#include "tests/port/collection_write.h"
#include "tests/port/pattern.h"
#include "tests/port/routes.h"
#include "tests/port/settings.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

/* A route's list: its name, the member that names an item, the envelope. */
struct list {
	char name[32];
	const char *by, *key;
};

static struct list
list_of(const struct call *call)
{
	const char *colon = strchr(call->route->from, ':');
	struct list it = { .by = colon + 1, .key = call->route->key };

	snprintf(it.name, sizeof(it.name), "%.*s",
		(int)(colon - call->route->from), call->route->from);
	if (!it.key)
		it.key = setting_text(SET_WEBHOOK_ENVELOPE);
	return it;
}

static jv
none(struct call *call, const struct list *list)
{
	return fail(call, 404, "not_found", "%c%s with %s \"%s\" was not "
		"found", list->key[0] - 32, list->key + 1, list->by,
		collection_arg(call));
}

/* Stores the item and answers with it; takes it. */
static jv
stored(struct call *call, const struct list *list, jv item, const char *action)
{
	item = with(item, "updatedAt", clock_iso());
	item = with_text(item, "updatedBy", credential_id(call->token));
	collection_put(list->name, list->by, jv_copy(item));
	audit_note(call, list->key, action, NULL, field_text(item, list->by));
	return ok_with(list->key, item);
}

/* Adds an item; takes it. */
static jv
add(struct call *call, const struct list *list, jv item)
{
	const char *identifier = field_text(item, list->by);
	jv old = collection_find(list->name, list->by, identifier);
	bool taken = jv_is_valid(old);
	jv refusal = jv_invalid();

	jv_free(old);
	if (taken)
		refusal = fail(call, 409, "identifier_taken",
			"%c%s with %s \"%s\" already exists",
			list->key[0] - 32, list->key + 1, list->by,
			identifier);
	else if (!name_matches(strcmp(list->name, "actions") == 0 ?
		PATTERN_ACTION : PATTERN_ENTITY, identifier))
		refusal = fail(call, 422, "invalid_request",
			"\"%s\" must match pattern", list->by);
	if (jv_is_valid(refusal)) {
		jv_free(item);
		return refusal;
	}
	item = with(item, "createdAt", clock_iso());
	item = with_text(item, "createdBy", credential_id(call->token));
	call->status = 201;
	return stored(call, list, item, "CREATE");
}

jv
collection_add(struct call *call)
{
	struct list list = list_of(call);

	return add(call, &list, jv_copy(call->body));
}

jv
collection_add_scorecard(struct call *call)
{
	struct list list = list_of(call);
	jv refusal;

	if (!blueprint_of(call, &refusal))
		return refusal;
	return add(call, &list, with_text(jv_copy(call->body), "blueprint",
		call->arg[0]));
}

static jv
change(struct call *call, bool whole)
{
	struct list list = list_of(call);
	jv old = collection_find(list.name, list.by, collection_arg(call));
	jv item;

	if (!jv_is_valid(old))
		return none(call, &list);
	item = jv_object_merge(whole ? jv_object() : jv_copy(old),
		jv_copy(call->body));
	item = with_text(item, list.by, field_text(old, list.by));
	item = with(item, "createdAt", field(old, "createdAt"));
	item = with(item, "createdBy", field(old, "createdBy"));
	jv_free(old);
	return stored(call, &list, item, "UPDATE");
}

jv
collection_replace(struct call *call)
{
	return change(call, true);
}

jv
collection_change(struct call *call)
{
	return change(call, false);
}

jv
collection_remove(struct call *call)
{
	struct list list = list_of(call);

	if (!collection_drop(list.name, list.by, collection_arg(call)))
		return none(call, &list);
	audit_note(call, list.key, "DELETE", NULL, collection_arg(call));
	return ok();
}

jv
organization_patch(struct call *call)
{
	jv old = collection_get("organization");

	if (!jv_is_valid(old))
		old = jv_object();
	old = jv_object_merge_recursive(old, jv_copy(call->body));
	collection_set("organization", jv_copy(old));
	return ok_with("organization", old);
}
