#include "filter/cli/get_options.h"

#include "helper/base/exits.h"
#include "helper/base/msg.h"

int
argument_json(const char *option, const char *text, jv *ret)
{
	jv value = jv_parse(text);

	if (jv_is_valid(value)) {
		*ret = value;
		return 0;
	}
	value = jv_invalid_get_msg(value);
	if (jv_get_kind(value) == JV_KIND_STRING)
		msg_error("%s: not JSON: %s", option, jv_string_value(value));
	else
		msg_error("%s: not JSON: it is empty", option);
	jv_free(value);
	return EX_BAD_USAGE;
}

int
argument_file(const char *option, const char *file, bool raw, jv *ret)
{
	jv value = jv_load_file(file, raw);

	if (jv_is_valid(value)) {
		*ret = value;
		return 0;
	}
	value = jv_invalid_get_msg(value);
	msg_error("%s %s: %s", option, file,
		  jv_get_kind(value) == JV_KIND_STRING ?
			  jv_string_value(value) :
			  "it cannot be read");
	jv_free(value);
	return EX_BAD_USAGE;
}
