#include <string.h>

#include "tests/port/audit.h"
#include "tests/port/clock.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

enum { KEPT = 1000 };

static jv events;
static bool begun;

void
audit_note(const struct call *call, const char *resource, const char *action,
	const char *blueprint, const char *identifier)
{
	jv event, context, trigger, by;
	char id[17];

	if (!call)
		return;
	if (!begun) {
		events = jv_array();
		begun = true;
	}
	random_word(id, 16);
	event = with(jv_object(), "identifier",
		jv_string_fmt("event_%s", id));
	event = with_text(event, "resourceType", resource);
	event = with_text(event, "action", action);
	event = with_text(event, "status", "SUCCESS");
	context = with_text(jv_object(), resource, identifier);
	if (blueprint)
		context = with_text(context, "blueprint", blueprint);
	if (field_text(call->params, "run_id") &&
	    *field_text(call->params, "run_id"))
		context = with_text(context, "run_id",
			field_text(call->params, "run_id"));
	event = with(event, "context", context);
	by = with_text(jv_object(), "orgId", "org_BneDtWovPqXaA2VX");
	by = with_text(by, "userId", credential_id(call->token));
	trigger = with(jv_object(), "by", by);
	trigger = with_text(trigger, "origin", "API");
	event = with(event, "trigger", with(trigger, "at", clock_iso()));
	events = jv_array_concat(JV_ARRAY(event), events);
	if (count(events) > KEPT)
		events = jv_array_slice(events, 0, KEPT);
}

/* Whether the event has the value of this parameter, or there is none. */
static bool
agrees(jv params, const char *name, const char *have)
{
	const char *want = field_text(params, name);

	return !want || (have && strcmp(want, have) == 0);
}

static bool
wanted(jv event, jv params)
{
	jv context = field(event, "context"), trigger = field(event, "trigger");
	jv kinds = field(params, "resources");
	const char *at = field_text(trigger, "at");
	const char *from = field_text(params, "from");
	const char *to = field_text(params, "to");
	bool yes = agrees(params, "identifier",
			field_text(event, "identifier")) &&
		agrees(params, "entity", field_text(context, "entity")) &&
		agrees(params, "blueprint",
			field_text(context, "blueprint")) &&
		agrees(params, "run_id", field_text(context, "run_id")) &&
		agrees(params, "action", field_text(event, "action")) &&
		agrees(params, "status", field_text(event, "status")) &&
		(!from || strcmp(at, from) >= 0) &&
		(!to || strcmp(at, to) <= 0) &&
		(count(kinds) == 0 ||
		holds(kinds, field_text(event, "resourceType")));

	jv_free(context);
	jv_free(trigger);
	jv_free(kinds);
	return yes;
}

jv
audit_get(struct call *call)
{
	double limit = field_number(call->params, "limit", KEPT);
	jv found = jv_array();

	for (int i = 0; begun && i < count(events) && count(found) < limit;
	     i++) {
		jv event = nth(events, i);

		if (wanted(event, call->params))
			found = jv_array_append(found, event);
		else
			jv_free(event);
	}
	return ok_with("audits", found);
}

void
audit_free(void)
{
	if (begun)
		jv_free(events);
}
