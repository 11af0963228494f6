#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <jq.h>

#include "tests/port/pattern.h"

static jq_state *jq;

static void
silent(void *data, jv message)
{
	(void)data;
	jv_free(message);
}

bool
pattern_matches(const char *pattern, const char *text)
{
	bool yes = false;
	jv result;

	if (!jq) {
		jq = jq_init();
		if (!jq || !jq_compile(jq,
			".[1] as $p | .[0] | test($p)"))
			abort();
		jq_set_error_cb(jq, silent, NULL);
	}
	jq_start(jq, JV_ARRAY(jv_string(text), jv_string(pattern)), 0);
	while (jv_is_valid(result = jq_next(jq))) {
		yes = jv_get_kind(result) == JV_KIND_TRUE;
		jv_free(result);
	}
	jv_free(result);
	return yes;
}

static bool
is_address(int family, const char *text)
{
	unsigned char address[16];

	return inet_pton(family, text, address) == 1;
}

bool
format_matches(const char *format, const char *text)
{
	static const struct {
		const char *format, *pattern;
	} formats[] = {
		{ "date-time", "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
			"[Tt ]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?"
			"([Zz]|[+-]\\d{2}(:?\\d{2})?)$" },
		{ "timer", "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}"
			"(\\.\\d+)?([Zz]|[+-]\\d{2}:?\\d{2})$" },
		{ "url", "^[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#]+\\S*$" },
		{ "email", "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+"
			"(\\.[A-Za-z0-9-]+)*$" },
		{ "idn-email", "^[^\\s@]+@[^\\s@]+$" },
		{ "user", "^[^\\s@]+@[^\\s@]+$" },
		{ NULL, NULL }
	};
	int i = 0;

	if (strcmp(format, "ipv4") == 0)
		return is_address(AF_INET, text);
	if (strcmp(format, "ipv6") == 0)
		return is_address(AF_INET6, text);
	while (formats[i].format && strcmp(formats[i].format, format) != 0)
		i++;
	return !formats[i].format || pattern_matches(formats[i].pattern, text);
}

void
pattern_free(void)
{
	jq_teardown(&jq);
}
