#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/clock.h"
#include "tests/port/refusal.h"
#include "tests/port/settings.h"
#include "tests/port/spoil.h"
#include "tests/port/value.h"

enum { DEEP = 20000 };

/* "MESSAGE: BODY"; free() it. */
static char *
echo(const char *message, const struct call *call)
{
	char *text = NULL;

	if (asprintf(&text, "%s: %.*s", message, (int)call->raw_length,
		call->raw ? call->raw : "") < 0)
		abort();
	return text;
}

void
spoil_replace(const struct fault *fault, const struct call *call,
	struct answer *answer)
{
	const char *error = fault->error, *message = fault->message;
	const char *type;
	char *text, *echoed = NULL;

	answer->status = fault->status;
	if (fault->body) {
		text = malloc(fault->body_length + 1);
		if (!text)
			abort();
		memcpy(text, fault->body, fault->body_length + 1);
		answer_body(answer, text, fault->body_length, fault->type ?
			fault->type : "application/json; charset=utf-8");
		return;
	}
	error = error ? error : refusal_error(fault->status);
	message = message ? message : "The stand-in was told to refuse this";
	if (fault->echo)
		message = echoed = echo(message, call);
	text = refusal_text(fault->style, fault->status, error, message,
		&type);
	answer_body(answer, text, strlen(text), fault->type ? fault->type :
		type);
	free(echoed);
}

static char *
text_of(jv value)
{
	char *text = value_dump(value, 0, NULL);

	jv_free(value);
	return text;
}

/* Writes a member twice: first as an empty array, then as it is. */
static char *
doubled(jv body)
{
	char *text = text_of(body), *again = NULL;

	if (asprintf(&again, "{\"entities\":[],%s", text + 1) < 0)
		abort();
	free(text);
	return again;
}

static char *
deep(void)
{
	char *text = malloc(2 * DEEP + 1);

	if (!text)
		abort();
	memset(text, '[', DEEP);
	memset(text + DEEP, ']', DEEP);
	text[2 * DEEP] = '\0';
	return text;
}

/* Puts a raw byte 0x9B at the start of the first string that is a value. It
 * is not UTF-8, and starts a control sequence in some terminals. */
static char *
byte_9b(jv body)
{
	static const char byte[] = "\x9b" "31m";
	char *text = text_of(body), *at = strstr(text, ":\""), *out = NULL;

	if (!at)
		return text;
	at += 2;
	if (asprintf(&out, "%.*s%s%s", (int)(at - text), text, byte, at) < 0)
		abort();
	free(text);
	return out;
}

/* A page without entities and with a new cursor. */
static char *
empty_page(jv body)
{
	char cursor[33];

	random_hex(cursor, 32);
	return text_of(with_text(with(body, "entities", jv_array()), "next",
		cursor));
}

/* Changes the JSON of the body as the fault says. */
static char *
changed(const char *how, jv body, const char *cursor)
{
	jv entities = field(body, "entities");
	char *text;

	if (strcmp(how, "no-entities") == 0) {
		text = text_of(jv_object_delete(body, jv_string("entities")));
	} else if (strcmp(how, "null-entities") == 0) {
		text = text_of(with(body, "entities", jv_null()));
	} else if (strcmp(how, "entities-object") == 0) {
		text = text_of(with(body, "entities", jv_object()));
	} else if (strcmp(how, "entity-string") == 0) {
		text = text_of(with(body, "entities", jv_array_set(
			is_kind(entities, JV_KIND_ARRAY) ? jv_copy(entities) :
			jv_array(), 0, jv_string("an entity"))));
	} else if (strcmp(how, "duplicate-keys") == 0) {
		text = doubled(body);
	} else if (strcmp(how, "repeat-cursor") == 0) {
		text = text_of(with_text(body, "next", cursor ? cursor :
			"00000000000000000000000000000000"));
	} else if (strcmp(how, "endless-pages") == 0) {
		text = empty_page(with(body, "ok", jv_true()));
	} else if (strcmp(how, "byte-9b") == 0) {
		text = byte_9b(body);
	} else if (strcmp(how, "not-ok") == 0) {
		text = text_of(with(body, "ok", jv_false()));
	} else {
		text = text_of(JV_ARRAY(body));
	}
	jv_free(entities);
	return text;
}

static void
spoil_json(const struct fault *fault, const struct call *call,
	struct answer *answer)
{
	const char *how = fault->json;
	jv body = jv_parse_sized(answer->body, (int)answer->length);
	char *text;

	if (!is_kind(body, JV_KIND_OBJECT)) {
		jv_free(body);
		body = jv_object();
	}
	if (strcmp(how, "not-json") == 0)
		text = strdup("this is not JSON");
	else if (strcmp(how, "empty") == 0)
		text = strdup("");
	else if (strcmp(how, "truncated") == 0)
		text = strndup(answer->body, answer->length / 2);
	else if (strcmp(how, "deep") == 0)
		text = deep();
	else
		text = changed(how, jv_copy(body), field_text(call->body,
			"from"));
	jv_free(body);
	free(answer->body);
	answer->body = text;
	answer->length = strlen(text);
	/* an invented cursor: the next request with it is refused */
	if (strcmp(how, "endless-pages") == 0 && answer->status == 422)
		answer->status = 200;
}

/* Adds white space before the last byte of the JSON. */
static void
swell(struct answer *answer, long megabytes)
{
	size_t more = (size_t)megabytes * MEGABYTE;
	char *text = malloc(answer->length + more + 1);

	if (!text)
		abort();
	memcpy(text, answer->body, answer->length - 1);
	memset(text + answer->length - 1, ' ', more);
	text[answer->length - 1 + more] = answer->body[answer->length - 1];
	free(answer->body);
	answer->body = text;
	answer->length += more;
}

static void
spoil_gzip(const char *how, struct answer *answer)
{
	if (strcmp(how, "garbage") == 0) {
		answer_header(answer, "Content-Encoding", "gzip");
		return;
	}
	answer_gzip(answer);
	if (strcmp(how, "endless") == 0) {
		answer->length = 0;
	} else if (strcmp(how, "cut") == 0) {
		answer->length /= 2;
	} else if (strcmp(how, "tail") == 0) {
		answer->length -= 8;
	} else if (strcmp(how, "crc") == 0) {
		answer->body[answer->length - 8] ^= 0x55;
	} else if (strcmp(how, "junk") == 0) {
		char *text = realloc(answer->body, answer->length + 16);

		if (!text)
			abort();
		memset(text + answer->length, 'j', 16);
		answer->body = text;
		answer->length += 16;
	}
}

/* A header line of so many bytes. */
static void
fill_line(struct answer *answer, const char *name, size_t length)
{
	char *value = malloc(length + 1);

	if (!value)
		abort();
	memset(value, 'x', length);
	value[length] = '\0';
	answer_header(answer, name, value);
	free(value);
}

static void
fill_head(struct answer *answer, long kilobytes)
{
	char name[32];

	for (long i = 0; i < kilobytes; i++) {
		snprintf(name, sizeof(name), "X-Filler-%05ld", i);
		fill_line(answer, name, 1024 - strlen(name) - strlen(": \r\n"));
	}
}

void
spoil(const struct fault *fault, const struct call *call,
	struct answer *answer)
{
	members(fault->headers, name, value) {
		const char *text = jv_string_value(value);

		/* a copy: the fault's own values must not leave the lock */
		if (*text)
			answer_header(answer, jv_string_value(name), text);
		else
			answer->headers = jv_object_delete(answer->headers,
				jv_copy(name));
		jv_free(name);
		jv_free(value);
	}
	if (fault->json)
		spoil_json(fault, call, answer);
	if (answer->length > 0)
		swell(answer, fault->big + (fault->gzip ? fault->bomb : 0));
	if (answer->length > 0 && fault->bomb > 0 && !fault->gzip)
		answer_bomb(answer, fault->bomb);
	if (fault->gzip)
		spoil_gzip(fault->gzip, answer);
	fill_head(answer, fault->head);
	if (fault->line > 0)
		fill_line(answer, "X-Long", (size_t)fault->line * 1024);
	answer->delay = fault->delay;
	answer->late = fault->late;
	answer->wire = fault->wire;
}
