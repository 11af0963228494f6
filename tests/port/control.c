#include <stdlib.h>
#include <string.h>

#include "tests/port/call.h"
#include "tests/port/control.h"
#include "tests/port/fault.h"
#include "tests/port/settings.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

void
control_help(FILE *out)
{
	fputs("While it runs (no token needed, never logged):\n"
"  POST /_stand-in/fault     the body: one fault a line, as --fault has it\n"
"  POST /_stand-in/reset     no faults any more, but those of the body\n"
"  POST /_stand-in/set?NAME=VALUE     a setting, as --NAME VALUE\n"
"  POST /_stand-in/token?left=SEC     active tokens end in SEC seconds,\n"
"                            whatever their exp says (0: they have expired)\n"
"  POST /_stand-in/token?age=SEC      the active token of each credential pair\n"
"                            is a new one, minted elsewhere, with SEC left\n"
"  POST /_stand-in/token?revoke=1     all tokens so far are refused\n"
"  GET  /_stand-in/state     {\"minted\":N}\n", out);
}

static jv
add_faults(struct call *call, const struct request *request)
{
	jv text = jv_string_sized(request->body, (int)request->length);
	jv lines = jv_string_split(text, jv_string("\n")), wrong;

	for (int i = 0; i < count(lines); i++) {
		const char *line = nth_text(lines, i);

		wrong = *line ? fault_add(line) : jv_invalid();
		if (jv_is_valid(wrong)) {
			jv_free(lines);
			lines = fail(call, 400, "bad_request", "%s",
				jv_string_value(wrong));
			jv_free(wrong);
			return lines;
		}
	}
	jv_free(lines);
	return ok();
}

static jv
set(struct call *call)
{
	bool good = true;

	members(call->query, name, values) {
		enum setting which = setting_named(jv_string_value(name));

		good = good && which != SETTINGS &&
			setting_set(which, nth_text(values, 0));
		jv_free(name);
		jv_free(values);
	}
	return good ? ok() : fail(call, 400, "bad_request",
		"no such setting, or not one of its values");
}

static long
first_number(jv query, const char *name)
{
	jv values = field(query, name);
	long number = strtol(nth_text(values, 0), NULL, 10);

	jv_free(values);
	return number;
}

static jv
change_tokens(struct call *call)
{
	bool age = has(call->query, "age"), left = has(call->query, "left");
	bool revoke = has(call->query, "revoke");

	if (age)
		token_age(first_number(call->query, "age"));
	if (left)
		token_end_in(first_number(call->query, "left"));
	if (revoke)
		token_revoke();
	if (!age && !left && !revoke)
		return fail(call, 400, "bad_request",
			"left=, age= or revoke=");
	return ok();
}

static jv
obey(struct call *call, const struct request *request)
{
	const char *verb = call->segments == 2 ? call->segment[1] : "";

	if (strcmp(verb, "fault") == 0)
		return add_faults(call, request);
	if (strcmp(verb, "set") == 0)
		return set(call);
	if (strcmp(verb, "token") == 0)
		return change_tokens(call);
	if (strcmp(verb, "state") == 0)
		return ok_with("minted", jv_number(token_count()));
	if (strcmp(verb, "reset") != 0)
		return fail(call, 404, "not_found", "see --help");
	fault_clear();
	return add_faults(call, request);
}

void
control(const struct request *request, struct answer *answer)
{
	struct call call;
	size_t length;
	char *text;
	jv body;

	if (call_parse(&call, request->method, request->target))
		body = obey(&call, request);
	else
		body = fail(&call, 400, "bad_request", "encoding");
	answer->status = call.status;
	text = value_dump(body, 0, &length);
	answer_body(answer, text, length, "application/json");
	jv_free(body);
	call_free(&call);
}
