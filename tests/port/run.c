#include <stdio.h>
#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/clock.h"
#include "tests/port/collection.h"
#include "tests/port/run.h"
#include "tests/port/store.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

static jv runs;		/* identifier to run */
static bool begun;

static void
begin(void)
{
	if (!begun)
		runs = jv_object();
	begun = true;
}

void
run_free(void)
{
	if (!begun)
		return;
	jv_free(runs);
	begun = false;
}

jv
run_find(const char *id)
{
	begin();
	return field(runs, id);
}

jv
run_all(void)
{
	begin();
	return jv_copy(runs);
}

void
run_put(jv run)
{
	begin();
	runs = jv_object_set(runs, field(run, "id"), run);
}

bool
run_finished(jv run)
{
	const char *status = field_text(run, "status");

	return status && (strcmp(status, "SUCCESS") == 0 ||
	       strcmp(status, "FAILURE") == 0 ||
	       strcmp(status, "DECLINED") == 0);
}

/* Adds missing members to a run, and puts all in Port's order; takes it. */
static jv
complete(jv given, const char *author)
{
	static const char *const names[] = { "id", "blueprint", "entity",
		"action", "properties", "rawProperties", "endedAt", "source",
		"requiredApproval", "status", "statusLabel", "link", "summary",
		"approval", "payload", "response", "pendingExecution",
		"claimedUntil", "installationId", "createdBy",
		"impersonatedBy", "updatedBy", "createdAt", "updatedAt" };
	jv run = jv_object();

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		run = with(run, names[i], jv_null());
	run = with(run, "properties", jv_object());
	run = with(run, "requiredApproval", jv_false());
	run = with(run, "pendingExecution", jv_false());
	run = with_text(run, "source", "API");
	run = with_text(run, "status", "IN_PROGRESS");
	run = with(run, "link", jv_array());
	run = with_text(run, "createdBy", author);
	run = with_text(run, "updatedBy", author);
	run = with(run, "createdAt", clock_iso());
	run = with(run, "updatedAt", clock_iso());
	return jv_object_merge(run, given);
}

/* {identifier, title, icon, deleted} of something that has them. */
static jv
summary_of(jv it)
{
	jv icon = field(it, "icon");
	jv out = with_text(jv_object(), "identifier",
		field_text(it, "identifier"));

	out = with_text(out, "title", field_text(it, "title"));
	out = with(out, "icon", jv_is_valid(icon) ? icon : jv_null());
	return with(out, "deleted", jv_false());
}

void
run_seed(jv run)
{
	jv action = collection_find("actions", "identifier",
		field_text(run, "action") ? field_text(run, "action") : "");

	if (jv_is_valid(action))
		run = with(run, "action", summary_of(action));
	jv_free(action);
	run_put(complete(run, "stand-in"));
}

/* The run in version v1 or v2; takes it. */
static jv
versioned(jv run, jv params)
{
	const char *version = field_text(params, "version");
	jv action;

	if (version && strcmp(version, "v2") == 0)
		return run;
	action = field(run, "action");
	run = with_text(run, "action", field_text(action, "identifier"));
	jv_free(action);
	return run;
}

jv
run_unknown(struct call *call, const char *id)
{
	return fail(call, 404, "not_found",
		"Run with identifier \"%s\" was not found", id);
}

static bool
is(jv run, const char *outer, const char *inner, const char *want)
{
	jv value = field(run, outer);
	const char *have = is_kind(value, JV_KIND_STRING) ?
		jv_string_value(value) : field_text(value, inner);
	bool yes = !want || (have && strcmp(have, want) == 0);

	jv_free(value);
	return yes;
}

static bool
wanted(jv run, jv params)
{
	jv sources = field(params, "source"), active = field(params, "active");
	bool yes = is(run, "blueprint", "identifier",
			field_text(params, "blueprint")) &&
		is(run, "entity", "identifier",
			field_text(params, "entity")) &&
		is(run, "action", "identifier",
			field_text(params, "action")) &&
		is(run, "createdBy", "", field_text(params, "user_id")) &&
		is(run, "externalRunId", "",
			field_text(params, "external_run_id"));

	if (is_boolean(active))
		yes = yes && run_finished(run) == is_kind(active, JV_KIND_FALSE);
	if (count(sources) > 0)
		yes = yes && holds(sources, field_text(run, "source"));
	jv_free(sources);
	jv_free(active);
	return yes;
}

jv
runs_get(struct call *call)
{
	double limit = field_number(call->params, "limit", 1000);
	jv exclude = field(call->params, "exclude"), all = jv_array();

	begin();
	members(runs, id, run) {
		if (wanted(run, call->params) && count(all) < limit) {
			run = versioned(run, call->params);
			for (int i = 0; i < count(exclude); i++)
				run = jv_object_delete(run, jv_string(
					nth_text(exclude, i)));
			all = jv_array_append(all, jv_copy(run));
		}
		jv_free(id);
		jv_free(run);
	}
	jv_free(exclude);
	return ok_with("runs", all);
}

jv
run_get(struct call *call)
{
	jv run = run_find(call->arg[0]);

	return jv_is_valid(run) ? ok_with("run", versioned(run,
		call->params)) : run_unknown(call, call->arg[0]);
}

/* The blueprint of an action; NULL if it has none. */
static struct blueprint *
blueprint_of_action(jv action)
{
	jv trigger = field(action, "trigger");
	const char *name = field_text(action, "blueprint");
	struct blueprint *it;

	if (!name)
		name = field_text(trigger, "blueprintIdentifier");
	it = name ? blueprint_find(name) : NULL;
	jv_free(trigger);
	return it;
}

/* A run for an agent or an integration waits to be claimed. Its payload says
 * how to execute it. */
static jv
for_agent(jv run, jv action)
{
	jv method = field(action, "invocationMethod");
	const char *type = field_text(method, "type");

	if (field_true(method, "agent") ||
	    (type && strcmp(type, "INTEGRATION_ACTION") == 0)) {
		run = with(run, "pendingExecution", jv_true());
		run = with(run, "payload", jv_copy(method));
	}
	jv_free(method);
	return run;
}

jv
run_post(struct call *call)
{
	jv action = collection_find("actions", "identifier", call->arg[0]);
	const char *target = field_text(call->body, "entity");
	struct blueprint *blueprint;
	jv run, entity;
	char word[17];

	if (!jv_is_valid(action))
		return fail(call, 404, "not_found", "Action with identifier "
			"\"%s\" was not found", call->arg[0]);
	random_word(word, 16);
	run = with(jv_object(), "id", jv_string_fmt("r_%s", word));
	run = with(run, "action", summary_of(action));
	run = with(run, "properties", field(call->body, "properties"));
	run = for_agent(run, action);
	blueprint = blueprint_of_action(action);
	jv_free(action);
	if (blueprint)
		run = with(run, "blueprint", summary_of(blueprint->value));
	if (blueprint && target) {
		entity = entity_get(blueprint, target);
		if (!jv_is_valid(entity)) {
			jv_free(run);
			return refuse(call, no_entity(target,
				blueprint_id(blueprint)));
		}
		run = with(run, "entity", summary_of(entity));
		jv_free(entity);
	}
	run = complete(run, credential_id(call->token));
	run_put(jv_copy(run));
	audit_note(call, "run", "CREATE", NULL, field_text(run, "id"));
	call->status = 202;
	return ok_with("run", run);
}

jv
run_patch(struct call *call)
{
	jv run = run_find(call->arg[0]);
	jv link = field(call->body, "link");

	if (!jv_is_valid(run) || (has(call->body, "status") &&
	    run_finished(run))) {
		bool there = jv_is_valid(run);

		jv_free(run);
		jv_free(link);
		return there ? fail(call, 422, "run_synchronized_error",
			"Run with identifier \"%s\" has ended already",
			call->arg[0]) : run_unknown(call, call->arg[0]);
	}
	run = jv_object_merge(run, jv_copy(call->body));
	if (is_kind(link, JV_KIND_STRING))
		run = with(run, "link", JV_ARRAY(jv_copy(link)));
	jv_free(link);
	run = with(run, "updatedAt", clock_iso());
	run = with_text(run, "updatedBy", credential_id(call->token));
	if (has(call->body, "status"))
		run = with(run, "endedAt", clock_iso());
	run_put(jv_copy(run));
	audit_note(call, "run", "UPDATE", NULL, call->arg[0]);
	return ok_with("run", run);
}

jv
run_approvers(struct call *call)
{
	jv run = run_find(call->arg[0]);

	if (!jv_is_valid(run))
		return run_unknown(call, call->arg[0]);
	jv_free(run);
	return ok_with("approvers", jv_array());
}

jv
run_check(const struct call *call)
{
	const char *id = field_text(call->params, "run_id");
	jv run, wrong = jv_invalid();

	if (!id || !*id)
		return wrong;
	run = run_find(id);
	if (!jv_is_valid(run))
		wrong = problem(404, "not_found",
			"Run with identifier \"%s\" was not found", id);
	else if (run_finished(run))
		wrong = problem(400, "run_exhausted", "Run with identifier "
			"\"%s\" has ended already", id);
	jv_free(run);
	return wrong;
}
