#include "filter/jq/expression.h"

#include "filter/jq/program.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

/* A value that shares no part with another: libjq counts references without
 * locks, and FILTER is compiled in a thread with the same --arg values. */
static jv
unshared(jv value)
{
	jv json = jv_dump_string(value, 0);

	value = jv_parse(jv_string_value(json));
	jv_free(json);
	return value;
}

int
expression_value(const char *text, jv named, const char *what, jv *ret)
{
	struct program p = program_compile(text, NULL, jv_copy(named));
	jq_state *jq = p.jq;
	jv value, next;
	int rc = EX_BAD_USAGE;

	if (program_check(&p, what)) {
		program_free(&p);
		return EX_BAD_USAGE;
	}
	jq_start(jq, jv_null(), 0);
	value = jq_next(jq);
	next = jv_is_valid(value) ? jq_next(jq) : jv_invalid();
	if (jv_is_valid(next)) {
		msg_error("%s: more than one result", what);
	} else if (jv_is_valid(value) && !jv_invalid_has_msg(jv_copy(next)) &&
		   !jq_halted(jq)) {
		*ret = unshared(jv_copy(value));
		rc = jv_is_valid(*ret) ? 0 : EX_BAD_USAGE;
		if (rc)
			msg_error("%s: its result is too deep", what);
	} else {
		jv why = jv_invalid_get_msg(
			jv_copy(jv_is_valid(value) ? next : value));

		if (jv_get_kind(why) == JV_KIND_STRING)
			msg_error("%s: %s", what, jv_string_value(why));
		else
			msg_error("%s: no result", what);
		jv_free(why);
	}
	jv_free(value);
	jv_free(next);
	program_free(&p);
	return rc;
}
