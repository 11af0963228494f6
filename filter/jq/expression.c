#include "filter/jq/expression.h"

#include "filter/jq/program.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

/* libjq prints something that is not JSON in place of a value that is too deep.
 */
static bool
is_too_deep(jv value)
{
	jv json = jv_dump_string(jv_copy(value), 0);
	jv again = jv_parse(jv_string_value(json));
	bool deep = !jv_is_valid(again);

	jv_free(again);
	jv_free(json);
	return deep;
}

int
expression_value(const char *text, jv named, const char *what, jv *ret)
{
	jv value = jv_parse(text), next;
	jq_state *jq;
	int rc = EX_BAD_USAGE;

	/* Do not compile plain JSON: that takes 15 ms with libjq 1.6. */
	if (jv_is_valid(value)) {
		*ret = value;
		return 0;
	}
	jv_free(value);
	jq = program_compile(text, NULL, jv_copy(named), what);
	if (!jq)
		return EX_BAD_USAGE;
	jq_start(jq, jv_null(), 0);
	value = jq_next(jq);
	next = jv_is_valid(value) ? jq_next(jq) : jv_invalid();
	if (jv_is_valid(next)) {
		msg_error("%s: more than one result", what);
	} else if (jv_is_valid(value) && !jv_invalid_has_msg(jv_copy(next)) &&
		   !jq_halted(jq)) {
		rc = is_too_deep(value) ? EX_BAD_USAGE : 0;
		if (rc)
			msg_error("%s: its result is too deep", what);
		else
			*ret = jv_copy(value);
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
	jq_teardown(&jq);
	return rc;
}
