#include <stdio.h>
#include <string.h>

#include "tests/port/blueprint.h"
#include "tests/port/collection.h"
#include "tests/port/routes.h"
#include "tests/port/settings.h"
#include "tests/port/value.h"

static jv collections;
static bool begun;

void
collection_set(const char *name, jv value)
{
	if (!begun)
		collections = jv_object();
	begun = true;
	collections = with(collections, name, value);
}

jv
collection_get(const char *name)
{
	return begun ? field(collections, name) : jv_invalid();
}

void
collection_free(void)
{
	if (begun)
		jv_free(collections);
	begun = false;
}

jv
collection_find(const char *name, const char *by, const char *value)
{
	jv list = collection_get(name), found = jv_invalid();

	for (int i = 0; !jv_is_valid(found) && i < count(list); i++) {
		jv item = nth(list, i);
		const char *have = field_text(item, by);

		if (have && strcmp(have, value) == 0)
			found = jv_copy(item);
		jv_free(item);
	}
	jv_free(list);
	return found;
}

static jv
list_or_none(const char *name)
{
	jv list = collection_get(name);

	return jv_is_valid(list) ? list : jv_array();
}

/* The list without the item whose member `by` has this value. */
static jv
without(const char *name, const char *by, const char *value)
{
	jv list = list_or_none(name), rest = jv_array();

	for (int i = 0; i < count(list); i++) {
		jv item = nth(list, i);
		const char *have = field_text(item, by);

		if (have && strcmp(have, value) == 0)
			jv_free(item);
		else
			rest = jv_array_append(rest, item);
	}
	jv_free(list);
	return rest;
}

void
collection_put(const char *name, const char *by, jv item)
{
	collection_set(name, jv_array_append(without(name, by,
		field_text(item, by)), item));
}

bool
collection_drop(const char *name, const char *by, const char *value)
{
	jv old = list_or_none(name), rest = without(name, by, value);
	bool gone = count(rest) < count(old);

	jv_free(old);
	collection_set(name, rest);
	return gone;
}

/* The fields that begin with "NAME.", without that beginning. */
static jv
inner_fields(jv fields, const char *name)
{
	size_t length = strlen(name);
	jv inner = jv_array();

	for (int i = 0; i < count(fields); i++) {
		const char *text = nth_text(fields, i);

		if (strncmp(text, name, length) == 0 && text[length] == '.')
			inner = jv_array_append(inner,
				jv_string(text + length + 1));
	}
	return inner;
}

static jv only(jv item, jv fields);

/* Does what `only` does, for an object or for each item of a list; takes
 * `value`. */
static jv
only_inner(jv value, jv fields)
{
	jv all;

	if (!is_kind(value, JV_KIND_ARRAY))
		return only(value, fields);
	all = jv_array();
	for (int i = 0; i < count(value); i++)
		all = jv_array_append(all, only(nth(value, i), fields));
	jv_free(value);
	return all;
}

/* Selects fields= of teams, users and apps: NAME, or NAME.INNER for a member of
 * NAME. Takes `item`. */
static jv
only(jv item, jv fields)
{
	jv out;

	if (count(fields) == 0)
		return item;
	out = jv_object();
	members(item, name, value) {
		jv inner = inner_fields(fields, jv_string_value(name));

		if (holds(fields, jv_string_value(name)))
			out = jv_object_set(out, jv_copy(name),
				jv_copy(value));
		else if (count(inner) > 0)
			out = jv_object_set(out, jv_copy(name),
				only_inner(jv_copy(value), inner));
		jv_free(inner);
		jv_free(name);
		jv_free(value);
	}
	jv_free(item);
	return out;
}

jv
collection_list(struct call *call)
{
	jv list = list_or_none(call->route->from), all = jv_array();
	jv fields = field(call->params, "fields");

	for (int i = 0; i < count(list); i++)
		all = jv_array_append(all, only(nth(list, i),
			fields));
	jv_free(fields);
	jv_free(list);
	return ok_with(call->route->key, all);
}

const char *
collection_arg(const struct call *call)
{
	int i = CALL_ARGS;

	while (i > 1 && !call->arg[i - 1])
		i--;
	return call->arg[i - 1];
}

static jv
item_of(struct call *call, const char *key, const char *name, const char *by)
{
	jv item = collection_find(name, by, collection_arg(call)), fields;

	if (!jv_is_valid(item))
		return fail(call, 404, "not_found",
			"%c%s with %s \"%s\" was not found", key[0] - 32,
			key + 1, by, collection_arg(call));
	fields = field(call->params, "fields");
	item = only(item, fields);
	jv_free(fields);
	return ok_with(key, item);
}

jv
collection_item(struct call *call)
{
	const char *by = strchr(call->route->from, ':');
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)(by - call->route->from),
		call->route->from);
	return item_of(call, call->route->key, name, by + 1);
}

jv
collection_value(struct call *call)
{
	jv value = collection_get(call->route->from);

	return ok_with(call->route->key,
		jv_is_valid(value) ? value : jv_object());
}

jv
collection_flat(struct call *call)
{
	jv value = collection_get(call->route->from);

	return jv_is_valid(value) ? jv_object_merge(ok(), value) : ok();
}

jv
collection_webhooks(struct call *call)
{
	(void)call;
	return ok_with(setting_is(SET_WEBHOOK_ENVELOPE, "webhook") ?
		"webhooks" : "integrations", list_or_none("webhooks"));
}

jv
collection_webhook(struct call *call)
{
	return item_of(call, setting_text(SET_WEBHOOK_ENVELOPE), "webhooks",
		"identifier");
}

jv
collection_integration(struct call *call)
{
	const char *by = field_text(call->params, "byField");

	return item_of(call, "integration", "integrations", by);
}

jv
collection_actions(struct call *call)
{
	jv wanted = field(call->params, "action_identifier");
	jv list = list_or_none("actions"), all = jv_array();

	for (int i = 0; i < count(list); i++) {
		jv item = nth(list, i);

		if (count(wanted) == 0 ||
		    holds(wanted, field_text(item, "identifier")))
			all = jv_array_append(all, item);
		else
			jv_free(item);
	}
	jv_free(wanted);
	jv_free(list);
	return ok_with("actions", all);
}

jv
collection_scorecards(struct call *call)
{
	jv refusal, list, all;

	if (!blueprint_of(call, &refusal))
		return refusal;
	list = list_or_none("scorecards");
	all = jv_array();
	for (int i = 0; i < count(list); i++) {
		jv item = nth(list, i);
		const char *of = field_text(item, "blueprint");

		if (of && strcmp(of, call->arg[0]) == 0)
			all = jv_array_append(all, item);
		else
			jv_free(item);
	}
	jv_free(list);
	return ok_with("scorecards", all);
}

jv
collection_scorecard(struct call *call)
{
	jv refusal;

	if (!blueprint_of(call, &refusal))
		return refusal;
	return item_of(call, "scorecard", "scorecards", "identifier");
}

jv
collection_permissions(struct call *call)
{
	const char *of = call->route->from;
	jv item;

	if (strcmp(of, "blueprints") == 0) {
		if (!blueprint_of(call, &item))
			return item;
	} else {
		item = collection_find(of, "identifier", call->arg[0]);
		if (!jv_is_valid(item))
			return fail(call, 404, "not_found",
				"\"%s\" was not found", call->arg[0]);
		jv_free(item);
	}
	item = collection_get("permissions");
	return ok_with("permissions", jv_is_valid(item) ? item : jv_object());
}

/* Whether the query's list contains the item's value, or there is no list. */
static bool
among(jv params, const char *name, jv item, const char *member)
{
	jv list = field(params, name);
	const char *have = field_text(item, member);
	bool yes = count(list) == 0 || (have && holds(list, have));

	jv_free(list);
	return yes;
}

jv
collection_logs(struct call *call)
{
	jv list = list_or_none(call->route->from), all = jv_array();
	double limit = field_number(call->params, "limit", 100);
	const char *event = field_text(call->params, "event_id");

	for (int i = 0; i < count(list); i++) {
		jv item = nth(list, i);
		const char *have = field_text(item, "event_id");

		if (count(all) < limit &&
		    among(call->params, "levels", item, "level") &&
		    among(call->params, "kinds", item, "kind") &&
		    among(call->params, "etl_phases", item, "etl_phase") &&
		    (!event || (have && strcmp(have, event) == 0)))
			all = jv_array_append(all, item);
		else
			jv_free(item);
	}
	jv_free(list);
	return ok_with(call->route->key, all);
}
