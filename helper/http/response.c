#include "helper/http/response.h"

#include <stdio.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/json/scan.h"
#include "helper/json/value.h"

/* An error's envelope is small; do not read a larger one. */
enum {
	ENVELOPE_MAX = 1 << 20,
	TEXT_MAX = 2048 /* of one text: far more than is shown, and few enough
			   to look for a secret at each of them */
};

/* The error in an answer, ready to print; "" for what is missing. */
struct port_error {
	char code[MSG_SERVER_TEXT + 1];
	char message[MSG_SERVER_TEXT + 1];
};

static int
response_code(const struct http_reply *r)
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
response_show(const struct http_reply *r, struct buf *text,
	      char to[MSG_SERVER_TEXT + 1])
{
	if (text->len == 0)
		return;
	secrets_hide(r->secrets, text->data, text->len);
	msg_clean(to, text->data, text->len);
}

/* Take the member if it is a string. */
static bool
response_take(const struct http_reply *r, const struct text *object,
	      const char *name, char to[MSG_SERVER_TEXT + 1])
{
	struct buf copy = BUF_SECRET(TEXT_MAX);
	struct text value;

	if (!json_member(object, name, &value) || !json_is_string(&value))
		return false;
	json_decode_to(&value, &copy); /* of a longer one, the beginning */
	response_show(r, &copy, to);
	buf_free(&copy);
	return true;
}

/* `error` is a code, or an object with a name or code and a message. */
static void
response_read_envelope(const struct http_reply *r, const struct text *body,
		       struct port_error *ret)
{
	struct text error;

	if (!response_take(r, body, "error", ret->code) &&
	    json_member(body, "error", &error)) {
		if (!response_take(r, &error, "name", ret->code))
			response_take(r, &error, "code", ret->code);
		response_take(r, &error, "message", ret->message);
	}
	response_take(r, body, "message", ret->message);
}

/* Plain text, such as a load balancer sends. The first bytes of an HTML page
 * say nothing. */
static void
response_read_text(const struct http_reply *r, struct port_error *ret)
{
	const char *text = buf_text(&r->body);
	size_t blank = strspn(text, " \t\r\n"), n = r->body.len - blank;
	struct buf copy = BUF_SECRET(TEXT_MAX);

	if (text[blank] && !strchr("<{[\"", text[blank]) &&
	    !buf_add(&copy, text + blank, n < TEXT_MAX ? n : TEXT_MAX))
		response_show(r, &copy, ret->message);
	buf_free(&copy);
}

static void
response_read_body(const struct http_reply *r, struct port_error *ret)
{
	struct text body;

	memset(ret, 0, sizeof *ret);
	if (r->body.len == 0 || r->body.len > ENVELOPE_MAX)
		return;
	/* A new token cannot be hidden. */
	if (r->secrets && r->secrets->minting &&
	    secrets_token_in(r->body.data, r->body.len, true))
		return;
	if (json_whole(r->body.data, r->body.len, &body) &&
	    json_is_object(&body))
		response_read_envelope(r, &body, ret);
	else
		response_read_text(r, ret);
}

/* ", after 6 tries"; "" after one. */
static const char *
response_tries(const struct http_reply *r, char to[32])
{
	to[0] = '\0';
	if (r->tries > 1)
		snprintf(to, 32, ", after %d tries", r->tries);
	return to;
}

/* `why`: what is wrong apart from the status; or "". */
static void
response_print(const struct http_reply *r, struct subject about,
	       const char *why)
{
	bool trace = r->trace_id[0] != '\0';
	struct port_error error;
	char after[32];

	response_read_body(r, &error);
	msg_error_about(about, "HTTP %d%s%s%s%s%s%s%s%s%s%s%s%s", r->status,
			error.code[0] ? " " : "", error.code,
			error.message[0] ? ": " : "", error.message,
			*why ? ": " : "", why,
			r->location[0] ? ": a redirect to " : "", r->location,
			trace ? " (trace " : "", r->trace_id, trace ? ")" : "",
			response_tries(r, after));
}

int
response_check(const struct http_reply *r, struct subject about)
{
	int rc = response_code(r);
	char after[32];

	if (rc == EX_DONE)
		return rc;
	if (r->failure == HTTP_WAIT_TOO_LONG)
		msg_error_about(about,
				"Port asks to wait %lld s before the next "
				"request",
				(long long)r->wait);
	else if (r->failure)
		msg_error_about(about, "%s%s", r->why,
				response_tries(r, after));
	else
		response_print(r, about, "");
	if (r->no_ca)
		msg_hint("install ca-certificates, or set CURL_CA_BUNDLE to a "
			 "bundle");
	else if (r->failure == HTTP_UNTRUSTED &&
		 (strstr(r->why, "issuer") || strstr(r->why, "trusted CA") ||
		  strstr(r->why, "self")))
		msg_hint("if a proxy or a private CA signed it, set "
			 "CURL_CA_BUNDLE to a bundle that has this CA");
	return rc;
}

int
response_unusable(const struct http_reply *r, struct subject about,
		  const char *why)
{
	response_print(r, about, why);
	return EX_UNREACHABLE;
}
