#include "tests/port/clock.h"
#include "tests/port/run.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

static jv logs;		/* a run's identifier to its array */
static bool begun;

static jv
logs_of(const char *id)
{
	jv list = begun ? field(logs, id) : jv_invalid();

	return jv_is_valid(list) ? list : jv_array();
}

jv
run_logs_get(struct call *call)
{
	double offset = field_number(call->params, "offset", 0);
	jv run = run_find(call->arg[0]), list;
	int from, n, to;

	if (!jv_is_valid(run))
		return run_unknown(call, call->arg[0]);
	jv_free(run);
	list = logs_of(call->arg[0]);
	n = count(list);
	from = offset < n ? (int)offset : n;
	to = from + (int)field_number(call->params, "limit", 50);
	return ok_with("runLogs", from == n ? (jv_free(list), jv_array()) :
		jv_array_slice(list, from, to < n ? to : n));
}

jv
run_log_post(struct call *call)
{
	jv run = run_find(call->arg[0]), log;
	const char *status = field_text(call->body, "terminationStatus");
	char word[17];

	if (!jv_is_valid(run))
		return run_unknown(call, call->arg[0]);
	if (run_finished(run)) {
		jv_free(run);
		return fail(call, 422, "run_exhausted", "Run with identifier "
			"\"%s\" has ended already", call->arg[0]);
	}
	if (has(call->body, "statusLabel"))
		run = with_text(run, "statusLabel",
			field_text(call->body, "statusLabel"));
	if (status) {
		run = with_text(run, "status", status);
		run = with(run, "endedAt", clock_iso());
	}
	run_put(run);
	random_word(word, 16);
	log = with(jv_object(), "id", jv_string_fmt("log_%s", word));
	log = with_text(log, "runId", call->arg[0]);
	log = with_text(log, "message", field_text(call->body, "message"));
	log = with_text(log, "createdBy", credential_id(call->token));
	log = with(log, "createdAt", clock_iso());
	if (!begun)
		logs = jv_object();
	begun = true;
	logs = with(logs, call->arg[0], jv_array_append(logs_of(call->arg[0]),
		jv_copy(log)));
	call->status = 201;
	return ok_with("runLog", log);
}

void
run_log_free(void)
{
	if (begun)
		jv_free(logs);
	begun = false;
}
