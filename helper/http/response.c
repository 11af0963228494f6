#include "helper/http/response.h"

#include <jv.h>
#include <stdio.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"

/* An error's envelope is small; do not read a larger one. */
enum {
	ENVELOPE_MAX = 1 << 20,
	TEXT_MAX = 1 << 17 /* of one text; a token in any spelling fits */
};

/* The error in an answer, ready to print; "" for what is missing. */
struct said {
	char error[MSG_SERVER_TEXT + 1];
	char message[MSG_SERVER_TEXT + 1];
};

static int
code_of(const struct http_reply *r)
{
	switch (r->failure) {
	case HTTP_OK:
		break;
	case HTTP_INTERNAL:
		return EX_INTERNAL;
	default:
		return EX_UNREACHABLE;
	}
	if (r->status >= 200 && r->status <= 299)
		return EX_DONE;
	switch (r->status) {
	case 401:
	case 403:
		return EX_REFUSED;
	case 404:
	case 410:
		return EX_NOT_FOUND;
	case 408:
	case 429:
		return EX_UNREACHABLE;
	}
	return r->status >= 300 && r->status <= 499 ? EX_REJECTED :
						      EX_UNREACHABLE;
}

/* Make server text printable: secrets are hidden before it is cut. */
static void
show(const struct http_reply *r, const char *text, size_t n,
     char to[MSG_SERVER_TEXT + 1])
{
	struct buf copy = BUF_SECRET(TEXT_MAX);

	if (buf_add(&copy, text, n < TEXT_MAX ? n : TEXT_MAX))
		return;
	secrets_hide(r->secrets, copy.data, copy.len);
	msg_clean(to, copy.data, copy.len);
	buf_free(&copy);
}

/* Take the member if it is a string. Consumes neither argument. */
static bool
take(const struct http_reply *r, jv object, const char *name,
     char to[MSG_SERVER_TEXT + 1])
{
	jv value = jv_object_get(jv_copy(object), jv_string(name));
	bool there = jv_get_kind(value) == JV_KIND_STRING;

	if (there)
		show(r, jv_string_value(value),
		     (size_t)jv_string_length_bytes(jv_copy(value)), to);
	jv_free(value);
	return there;
}

/* `error` is a code, or an object with a name or code and a message. */
static void
read_envelope(const struct http_reply *r, jv body, struct said *ret)
{
	jv error = jv_object_get(jv_copy(body), jv_string("error"));

	take(r, body, "error", ret->error);
	if (jv_get_kind(error) == JV_KIND_OBJECT) {
		if (!take(r, error, "name", ret->error))
			take(r, error, "code", ret->error);
		take(r, error, "message", ret->message);
	}
	take(r, body, "message", ret->message);
	jv_free(error);
}

/* Plain text, such as a load balancer sends. The first bytes of an HTML page
 * say nothing. */
static void
read_text(const struct http_reply *r, struct said *ret)
{
	const char *text = buf_text(&r->body);
	size_t blank = strspn(text, " \t\r\n");

	if (text[blank] && !strchr("<{[\"", text[blank]))
		show(r, text + blank, r->body.len - blank, ret->message);
}

static void
read_body(const struct http_reply *r, struct said *ret)
{
	jv body;

	memset(ret, 0, sizeof *ret);
	if (r->body.len == 0 || r->body.len > ENVELOPE_MAX)
		return;
	/* A new token cannot be hidden. */
	if (r->secrets && r->secrets->minting &&
	    secrets_token_in(r->body.data, r->body.len, true))
		return;
	body = jv_parse_sized(buf_text(&r->body), (int)r->body.len);
	if (jv_get_kind(body) == JV_KIND_OBJECT)
		read_envelope(r, body, ret);
	else
		read_text(r, ret);
	jv_free(body);
}

/* ", after 6 tries"; "" after one. */
static const char *
tries(const struct http_reply *r, char to[32])
{
	to[0] = '\0';
	if (r->tries > 1)
		snprintf(to, 32, ", after %d tries", r->tries);
	return to;
}

/* `why`: what is wrong apart from the status; or "". */
static void
say_status(const struct http_reply *r, const char *what, const char *why)
{
	bool trace = r->trace_id[0] != '\0';
	struct said said;
	char after[32];

	read_body(r, &said);
	msg_error("%s: HTTP %d%s%s%s%s%s%s%s%s%s%s%s%s", what, r->status,
		  said.error[0] ? " " : "", said.error,
		  said.message[0] ? ": " : "", said.message, *why ? ": " : "",
		  why, r->location[0] ? ": a redirect to " : "", r->location,
		  trace ? " (trace " : "", r->trace_id, trace ? ")" : "",
		  tries(r, after));
}

int
response_check(const struct http_reply *r, const char *what)
{
	int code = code_of(r);
	char after[32];

	if (code == EX_DONE)
		return code;
	if (r->failure == HTTP_WAIT_TOO_LONG)
		msg_error("%s: Port asks to wait %lld s before the next "
			  "request",
			  what, (long long)r->wait);
	else if (r->failure)
		msg_error("%s: %s%s", what, r->why, tries(r, after));
	else
		say_status(r, what, "");
	if (r->no_ca)
		msg_hint("install ca-certificates, or set CURL_CA_BUNDLE to a "
			 "bundle");
	else if (r->failure == HTTP_UNTRUSTED &&
		 (strstr(r->why, "issuer") || strstr(r->why, "trusted CA") ||
		  strstr(r->why, "self")))
		msg_hint("if a proxy or a private CA signed it, set "
			 "CURL_CA_BUNDLE to a bundle that has this CA");
	return code;
}

int
response_unusable(const struct http_reply *r, const char *what, const char *why)
{
	say_status(r, what, why);
	return EX_UNREACHABLE;
}
