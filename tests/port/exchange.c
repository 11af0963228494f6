#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/port/clock.h"
#include "tests/port/control.h"
#include "tests/port/exchange.h"
#include "tests/port/fault.h"
#include "tests/port/log.h"
#include "tests/port/packed.h"
#include "tests/port/refusal.h"
#include "tests/port/routes.h"
#include "tests/port/settings.h"
#include "tests/port/shape.h"
#include "tests/port/spoil.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

enum { GZIP_FROM = 1024 };

/* libjq counts references without locks, so this lock lets one request be
 * handled at a time. It is not held while an answer is sent. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const char json_type[] = "application/json; charset=utf-8";

static jv
check_token(struct call *call, const char *header)
{
	call->token = token_of(header);
	if (!header)
		return fail(call, 401, "unauthorized",
			"No authorization token was found");
	if (!call->token || call->token->revoked)
		return fail(call, 401, "unauthorized",
			"The token is invalid");
	if (!token_good(call->token))
		return fail(call, 401, "unauthorized",
			"The token is expired");
	return jv_invalid();
}

static jv
check_shape(struct call *call, const char *shape, jv object)
{
	jv message = shape_check(shape, object), refusal = jv_invalid();

	if (jv_is_valid(message))
		refusal = fail(call, 422, "invalid_request", "%s",
			jv_string_value(message));
	jv_free(message);
	return refusal;
}

static jv
read_body(struct call *call, const struct request *request)
{
	const char *type = field_text(request->headers, "content-type");

	if (request->length == 0)
		return check_shape(call, call->route->body, jv_null());
	if (!type || strncasecmp(type, "application/json", 16) != 0)
		return fail(call, 415, "unsupported_media_type",
			"Unsupported Media Type: %s", type ? type : "none");
	call->body = jv_parse_sized(request->body, (int)request->length);
	if (!jv_is_valid(call->body))
		return fail(call, 400, "bad_request",
			"Body is not valid JSON");
	return check_shape(call, call->route->body, call->body);
}

/* The JSON of the answer; or invalid, and it is in call->text. */
static jv
serve(struct call *call, const struct request *request, bool parsed)
{
	const struct route *route = call->route;
	jv refusal;

	if (!parsed)
		return fail(call, 400, "bad_request",
			"\"%s\" is not a valid url component",
			call->target);
	if (!route)
		return fail(call, 404, "not_found",
			"Route %s:%s not found", call->method, call->target);
	refusal = route->way == OPEN ? jv_invalid() : check_token(call,
		field_text(request->headers, "authorization"));
	if (jv_is_valid(refusal))
		return refusal;
	if (request->length > EXCHANGE_BODY_MAX)
		return fail(call, 413, "bad_request",
			"Request body is too large (limit is 1MiB)");
	call->params = shape_typed(route->query ? route->query : "",
		call->query);
	refusal = check_shape(call, route->query ? route->query : "*",
		call->params);
	if (!jv_is_valid(refusal) && route->body)
		refusal = read_body(call, request);
	return jv_is_valid(refusal) ? refusal : route->serve(call);
}

/* A 401 or 429 in the style that its setting names. */
static void
restyle(struct call *call, jv body, struct answer *answer)
{
	const char *style = setting_text(call->status == 401 ? SET_BODY_401 :
		SET_BODY_429), *type;
	char *text = refusal_text(style, call->status,
		field_text(body, "error"), field_text(body, "message"),
		&type);

	answer_body(answer, text, strlen(text), type);
}

static void
answer_call(struct call *call, jv body, struct answer *answer)
{
	size_t length = call->text_length;
	char *text = call->text;

	answer->status = call->status;
	if (call->status == 401 || call->status == 429) {
		restyle(call, body, answer);
	} else {
		if (!text)
			text = value_dump(body, setting_is(SET_KEY_ORDER,
				"sorted") ? JV_PRINT_SORTED : 0, &length);
		answer_body(answer, text, length, json_type);
	}
	jv_free(body);
}

static void
common_headers(struct answer *answer)
{
	char word[64];

	random_hex(word, 32);
	answer_header(answer, "X-Trace-Id", word);
	clock_http(clock_seconds(), word);
	answer_header(answer, "Date", word);
}

/* Counts the request for its token, or for all requests without one. */
static bool
over_limit(struct answer *answer, const char *header)
{
	static struct window nobody;
	struct token *token = token_of(header);
	bool over;

	answer->headers = ratelimit_take(token ? &token->window : &nobody,
		answer->headers, &over);
	return over;
}

static bool
wants_gzip(const struct call *call, const struct request *request,
	const struct answer *answer)
{
	const char *accepted = field_text(request->headers, "accept-encoding");

	if (!accepted || !strcasestr(accepted, "gzip") || !call->route ||
	    answer->length < GZIP_FROM || setting_is(SET_GZIP, "off"))
		return false;
	return call->route->way == COMPRESSED || setting_is(SET_GZIP, "all");
}

static jv
auth_of(const char *header)
{
	const struct token *token = token_of(header);

	if (!header)
		return jv_string("none");
	return token ? jv_string_fmt("token#%d", token->number) :
		jv_string("unknown");
}

static void
log_exchange(const struct call *call, const struct request *request,
	const struct answer *answer, const struct fault *fault)
{
	static int n;
	jv line = with(jv_object(), "n", jv_number(++n));
	const char *header = field_text(request->headers, "authorization");

	line = with(line, "time", jv_number((double)clock_ms()));
	line = with(line, "connection",
		jv_number((double)request->connection));
	line = with_text(line, "method", request->method);
	line = with_text(line, "path", request->target);
	line = with_text(line, "kind", call->route ? call->route->kind :
		"other");
	line = with(line, "status", jv_number(answer->status));
	line = with(line, "auth", auth_of(header));
	line = with(line, "bytes", jv_number((double)request->length));
	line = with(line, "body", request->length > EXCHANGE_BODY_MAX ?
		jv_null() : log_body(request->body, request->length));
	line = with_text(line, "fault", fault ? fault->spec : NULL);
	log_request(with(line, "headers", jv_object_delete(
		jv_copy(request->headers), jv_string("authorization"))));
}

static void
answer_port(const struct request *request, struct answer *answer)
{
	const char *header = field_text(request->headers, "authorization");
	struct call call;
	bool parsed = call_parse(&call, request->method, request->target);
	struct fault *fault;
	bool over;

	call.agent = field_text(request->headers, "user-agent");
	call.raw = request->body;
	call.raw_length = request->length < EXCHANGE_BODY_MAX ?
		request->length : EXCHANGE_BODY_MAX;
	common_headers(answer);
	if (parsed)
		route_find(&call);
	fault = fault_for(&call);
	over = over_limit(answer, header);
	if (fault && fault->status)
		spoil_replace(fault, &call, answer);
	else if (over)
		answer_call(&call, fail(&call, 429, "too_many_requests",
			"Rate limit exceeded"), answer);
	else
		answer_call(&call, serve(&call, request, parsed), answer);
	if (fault)
		spoil(fault, &call, answer);
	if (!has(answer->headers, "Content-Encoding") && !(fault && fault->big) &&
	    wants_gzip(&call, request, answer)) {
		if (call.text && !fault)
			packed_gzip(answer, &call);
		else
			answer_gzip(answer);
	}
	log_exchange(&call, request, answer, fault);
	call_free(&call);
}

void
exchange(const struct request *request, struct answer *ret)
{
	*ret = (struct answer){ .headers = jv_object(), .late = -1 };
	pthread_mutex_lock(&lock);
	if (strncmp(request->target, CONTROL_PATH, strlen(CONTROL_PATH)) == 0)
		control(request, ret);
	else
		answer_port(request, ret);
	pthread_mutex_unlock(&lock);
}
