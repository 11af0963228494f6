#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/call.h"
#include "tests/port/settings.h"
#include "tests/port/value.h"

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	if (!at)
		return -1;
	return (int)(at - digits) < 16 ? (int)(at - digits) :
		(int)(at - digits) - 6;
}

/* libjq replaces what is not UTF-8, so text that it does not change is
 * UTF-8. */
static bool
is_utf8(const char *text)
{
	jv string = jv_string(text);
	bool yes = strcmp(jv_string_value(string), text) == 0;

	jv_free(string);
	return yes;
}

/* NULL if the text is not percent-encoded, or is not UTF-8, or contains NUL. */
static char *
decode(const char *from, size_t length, bool plus_is_space)
{
	char *text = malloc(length + 1);
	size_t n = 0;

	if (!text)
		abort();
	for (size_t i = 0; i < length; i++) {
		text[n] = from[i];
		if (from[i] == '+' && plus_is_space)
			text[n] = ' ';
		if (from[i] == '%') {
			int high = -1, low = -1;

			if (i + 2 < length) {
				high = hex_digit(from[i + 1]);
				low = hex_digit(from[i + 2]);
			}
			if (high < 0 || low < 0 || high + low == 0)
				goto bad;
			text[n] = (char)(high * 16 + low);
			i += 2;
		}
		n++;
	}
	text[n] = '\0';
	if (is_utf8(text))
		return text;
bad:
	free(text);
	return NULL;
}

static bool
parse_path(struct call *call, const char *path, size_t length)
{
	bool plus_is_space = setting_is(SET_PLUS_IN_PATH, "space");
	const char *end = path + length;

	while (path < end && call->segments < CALL_SEGMENTS) {
		const char *from = path + 1;
		const char *to = memchr(from, '/', (size_t)(end - from));
		char *segment;

		to = to ? to : end;
		segment = decode(from, (size_t)(to - from), plus_is_space);
		if (!segment)
			return false;
		call->segment[call->segments++] = segment;
		path = to;
	}
	return true;
}

static bool
parse_query(struct call *call, const char *query)
{
	while (*query) {
		size_t length = strcspn(query, "&");
		size_t name = strcspn(query, "=&");
		char *key = decode(query, name, true);
		char *value = name < length ?
			decode(query + name + 1, length - name - 1, true) :
			decode("", 0, true);
		bool good = key && value;

		if (good && *key) {
			jv values = field(call->query, key);

			if (!jv_is_valid(values))
				values = jv_array();
			call->query = with(call->query, key,
				jv_array_append(values, jv_string(value)));
		}
		free(key);
		free(value);
		if (!good)
			return false;
		query += length + (query[length] == '&');
	}
	return true;
}

bool
call_parse(struct call *call, const char *method, const char *target)
{
	size_t path = strcspn(target, "?");

	*call = (struct call){ .method = method, .target = target,
		.query = jv_object(), .params = jv_invalid(),
		.body = jv_invalid(), .status = 200 };
	return parse_path(call, target, path) &&
	       parse_query(call, target + path + (target[path] == '?'));
}

void
call_free(struct call *call)
{
	for (int i = 0; i < call->segments; i++)
		free(call->segment[i]);
	jv_free(call->query);
	jv_free(call->params);
	jv_free(call->body);
}

jv
ok(void)
{
	return with(jv_object(), "ok", jv_true());
}

jv
ok_with(const char *key, jv value)
{
	return with(ok(), key, value);
}

jv
problem(int status, const char *error, const char *format, ...)
{
	jv it = with(jv_object(), "statusCode", jv_number(status));
	va_list args;

	va_start(args, format);
	it = with_text(it, "error", error);
	it = with(it, "message", jv_string_vfmt(format, args));
	va_end(args);
	return it;
}

jv
no_blueprint(const char *identifier)
{
	return problem(404, "not_found",
		"Blueprint with identifier \"%s\" was not found", identifier);
}

jv
no_entity(const char *identifier, const char *blueprint)
{
	return problem(404, "not_found", "Entity with identifier \"%s\" does "
		"not exist in the blueprint \"%s\"", identifier, blueprint);
}

jv
refuse(struct call *call, jv it)
{
	jv details = field(it, "details");
	jv body = with(jv_object(), "ok", jv_false());

	call->status = (int)field_number(it, "statusCode", 500);
	body = with(body, "error", field(it, "error"));
	body = with(body, "message", field(it, "message"));
	if (jv_is_valid(details))
		body = with(body, "details", jv_copy(details));
	jv_free(details);
	jv_free(it);
	return body;
}
