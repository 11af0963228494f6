#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/refusal.h"
#include "tests/port/value.h"

const char *
refusal_error(int status)
{
	static const struct {
		int status;
		const char *error;
	} errors[] = {
		{ 400, "bad_request" }, { 401, "unauthorized" },
		{ 403, "missing_permissions" }, { 404, "not_found" },
		{ 409, "conflict" }, { 410, "gone" }, { 413, "bad_request" },
		{ 422, "invalid_request" }, { 429, "too_many_requests" },
		{ 503, "service_unavailable" }, { 504, "timeout_error" },
	};

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].status == status)
			return errors[i].error;
	return "internal_error";
}

static char *
json_text(const char *style, int status, const char *error,
	const char *message)
{
	jv body = with(jv_object(), "ok", jv_false()), inner;
	char *text;

	if (strcmp(style, "object") == 0) {
		inner = with(jv_object(), "code", jv_number(status));
		inner = with_text(inner, "name", error);
		body = with(body, "error", with_text(inner, "message",
			message));
	} else {
		body = with_text(body, "error", error);
		if (strcmp(style, "json") == 0)
			body = with_text(body, "message", message);
	}
	text = value_dump(body, 0, NULL);
	jv_free(body);
	return text;
}

char *
refusal_text(const char *style, int status, const char *error,
	const char *message, const char **ret_type)
{
	char *text = NULL;

	*ret_type = "text/html";
	if (strcmp(style, "html") == 0) {
		if (asprintf(&text, "<html>\r\n<head><title>%d %s</title>"
			"</head>\r\n<body><center><h1>%s</h1></center></body>"
			"\r\n</html>\r\n", status, error, message) < 0)
			abort();
		return text;
	}
	*ret_type = "text/plain";
	if (strcmp(style, "text") == 0)
		return strdup(message);
	if (strcmp(style, "empty") == 0)
		return strdup("");
	*ret_type = "application/json; charset=utf-8";
	if (strcmp(style, "json") == 0 || strcmp(style, "nomessage") == 0 ||
	    strcmp(style, "object") == 0)
		return json_text(style, status, error, message);
	return NULL;
}
