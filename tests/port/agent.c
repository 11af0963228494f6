#include <string.h>

#include "tests/port/agent.h"
#include "tests/port/audit.h"
#include "tests/port/clock.h"
#include "tests/port/collection.h"
#include "tests/port/run.h"
#include "tests/port/value.h"

static const char nodes[] = "node-runs";

jv
run_response(struct call *call)
{
	jv run = run_find(call->arg[0]);

	if (!jv_is_valid(run))
		return run_unknown(call, call->arg[0]);
	run = with(run, "response", field(call->body, "response"));
	run = with(run, "updatedAt", clock_iso());
	run_put(jv_copy(run));
	audit_note(call, "run", "UPDATE", NULL, call->arg[0]);
	return ok_with("run", run);
}

/* Claims runs that wait for an agent, up to the limit. */
jv
runs_claim(struct call *call)
{
	double limit = field_number(call->body, "limit", 1000);
	jv all = run_all(), claimed = jv_array();

	members(all, id, run) {
		if (field_true(run, "pendingExecution") &&
		    !field_text(run, "claimedUntil") &&
		    count(claimed) < limit) {
			run = with(run, "claimedUntil", clock_iso());
			run_put(jv_copy(run));
			claimed = jv_array_append(claimed, jv_copy(run));
		}
		jv_free(id);
		jv_free(run);
	}
	jv_free(all);
	return ok_with("runs", claimed);
}

/* True if it was still pending. */
static bool
acknowledge(const char *id)
{
	jv run = id ? run_find(id) : jv_invalid();
	bool pending = field_true(run, "pendingExecution");

	if (pending)
		run_put(with(jv_copy(run), "pendingExecution", jv_false()));
	jv_free(run);
	return pending;
}

jv
runs_acknowledge(struct call *call)
{
	const char *one = field_text(call->body, "runId");
	jv list = field(call->body, "runIds");
	int n = one ? acknowledge(one) : 0;

	for (int i = 0; i < count(list); i++)
		n += acknowledge(nth_text(list, i));
	jv_free(list);
	if (one && n == 0)
		return fail(call, 409, "conflict",
			"Run \"%s\" does not wait for an agent", one);
	return ok_with("ackedCount", jv_number(n));
}

static jv
node_unknown(struct call *call, const char *id)
{
	return fail(call, 404, "not_found",
		"Node run with identifier \"%s\" was not found", id);
}

jv
node_runs_get(struct call *call)
{
	const char *external = field_text(call->params, "external_run_id");
	jv list = collection_get(nodes), found = jv_array();

	for (int i = 0; i < count(list); i++) {
		jv run = nth(list, i);
		const char *have = field_text(run, "externalRunId");

		if (!external || (have && strcmp(have, external) == 0))
			found = jv_array_append(found, run);
		else
			jv_free(run);
	}
	jv_free(list);
	return ok_with("nodeRuns", found);
}

jv
node_run_patch(struct call *call)
{
	jv run = collection_find(nodes, "identifier", call->arg[0]);
	const char *status = field_text(run, "status");

	if (!jv_is_valid(run))
		return node_unknown(call, call->arg[0]);
	if (status && strcmp(status, "COMPLETED") == 0) {
		jv_free(run);
		return fail(call, 422, "run_synchronized_error", "Node run "
			"with identifier \"%s\" has ended already",
			call->arg[0]);
	}
	run = jv_object_merge(run, jv_copy(call->body));
	run = with(run, "updatedAt", clock_iso());
	collection_put(nodes, "identifier", jv_copy(run));
	return ok_with("nodeRun", run);
}

jv
node_run_log(struct call *call)
{
	jv run = collection_find(nodes, "identifier", call->arg[0]);
	jv logs = field(run, "logs");

	if (!jv_is_valid(run)) {
		jv_free(logs);
		return node_unknown(call, call->arg[0]);
	}
	if (!jv_is_valid(logs))
		logs = jv_array();
	run = with(run, "logs", jv_array_concat(logs, field(call->body,
		"logs")));
	collection_put(nodes, "identifier", run);
	call->status = 201;
	return ok();
}

jv
node_runs_claim(struct call *call)
{
	double limit = field_number(call->body, "limit", 1000);
	jv list = collection_get(nodes), claimed = jv_array();

	for (int i = 0; i < count(list) && count(claimed) < limit; i++) {
		jv run = nth(list, i);

		if (field_true(run, "pendingExecution"))
			claimed = jv_array_append(claimed, run);
		else
			jv_free(run);
	}
	jv_free(list);
	return ok_with("nodeRuns", claimed);
}

jv
node_run_acknowledge(struct call *call)
{
	const char *id = field_text(call->body, "nodeRunIdentifier");
	jv run = collection_find(nodes, "identifier", id);
	bool waits = field_true(run, "pendingExecution");

	if (!jv_is_valid(run))
		return node_unknown(call, id);
	if (!waits) {
		jv_free(run);
		return fail(call, 409, "conflict",
			"Node run \"%s\" does not wait for an agent", id);
	}
	collection_put(nodes, "identifier", with(run, "pendingExecution",
		jv_false()));
	return ok_with("acked", jv_true());
}
