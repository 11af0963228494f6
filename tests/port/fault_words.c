#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/fault.h"
#include "tests/port/value.h"

/* The word in the list ("a b c"), or NULL. */
static const char *
one_of(const char *word, const char *const *list)
{
	while (*list && strcmp(*list, word) != 0)
		list++;
	return *list;
}

static bool
number(const char *text, long *ret)
{
	char *end;

	*ret = strtol(text, &end, 10);
	return *text && *end == '\0' && *ret >= 0;
}

static void
replace(char **text, const char *value)
{
	free(*text);
	*text = strdup(value);
}

static void
header(struct fault *it, const char *name, const char *value)
{
	it->headers = with_text(it->headers, name, value);
}

static bool
set_status(struct fault *it, const char *value)
{
	long status;

	if (!number(value, &status) || status < 200 || status > 599)
		return false;
	it->status = (int)status;
	return true;
}

static bool
set_as(struct fault *it, const char *value)
{
	static const char *const styles[] = { "json", "nomessage", "object",
		"text", "html", "empty", NULL };

	it->style = one_of(value, styles);
	return it->style;
}

static bool
set_error(struct fault *it, const char *value)
{
	replace(&it->error, value);
	return true;
}

static bool
set_message(struct fault *it, const char *value)
{
	replace(&it->message, value);
	return true;
}

static bool
set_redirect(struct fault *it, const char *value)
{
	header(it, "Location", value);
	it->status = it->status ? it->status : 302;
	return true;
}

static bool
set_body(struct fault *it, const char *value)
{
	FILE *in, *out;
	int c;

	if (value[0] != '@') {
		replace(&it->body, value);
		it->body_length = strlen(value);
	} else {
		in = fopen(value + 1, "re");
		if (!in)
			return false;
		out = open_memstream(&it->body, &it->body_length);
		while (out && (c = getc(in)) != EOF)
			putc(c, out);
		if (!out || fclose(out) != 0)
			abort();
		fclose(in);
	}
	it->status = it->status ? it->status : 200;
	return true;
}

static bool
set_type(struct fault *it, const char *value)
{
	replace(&it->type, value);
	return true;
}

static bool
set_retry_after(struct fault *it, const char *value)
{
	header(it, "Retry-After", value);
	return true;
}

static bool
set_trace(struct fault *it, const char *value)
{
	header(it, "X-Trace-Id", value);
	return true;
}

static bool
set_ratelimit(struct fault *it, const char *value)
{
	const char *slash = strchr(value, '/');
	jv remaining;

	if (!slash)
		return false;
	remaining = jv_string_sized(value, (int)(slash - value));
	header(it, "x-ratelimit-remaining", jv_string_value(remaining));
	header(it, "x-ratelimit-reset", slash + 1);
	jv_free(remaining);
	return true;
}

static bool
set_header(struct fault *it, const char *value)
{
	const char *colon = strchr(value, ':');
	jv name;

	if (!colon)
		return false;
	name = jv_string_sized(value, (int)(colon - value));
	header(it, jv_string_value(name), colon + 1 + strspn(colon + 1, " "));
	jv_free(name);
	return true;
}

static bool
set_json(struct fault *it, const char *value)
{
	static const char *const ways[] = { "not-json", "empty", "truncated",
		"not-ok", "array", "deep", "no-entities", "null-entities",
		"entities-object", "entity-string", "duplicate-keys",
		"repeat-cursor",
		"endless-pages", "byte-9b", NULL };

	it->json = one_of(value, ways);
	return it->json;
}

static bool
set_gzip(struct fault *it, const char *value)
{
	static const char *const ways[] = { "on", "cut", "tail", "crc",
		"garbage", "junk", "endless", "endless-tail", NULL };

	it->gzip = one_of(value, ways);
	if (it->gzip && strncmp(it->gzip, "endless", 7) == 0) {
		it->wire.own = it->wire.endless = true;
		it->wire.framing = WIRE_CHUNKED;
	}
	return it->gzip;
}

static bool
set_echo(struct fault *it, const char *value)
{
	it->echo = true;
	return !value[0];
}

/* wire_send() writes it: libmicrohttpd limits the size of the header. */
static bool
set_head(struct fault *it, const char *value)
{
	it->wire.own = true;
	return number(value, &it->head) && it->head <= FAULT_HEAD_MAX;
}

static bool
set_line(struct fault *it, const char *value)
{
	it->wire.own = true;
	return number(value, &it->line) && it->line <= FAULT_HEAD_MAX;
}

static bool
set_late(struct fault *it, const char *value)
{
	return number(value, &it->late);
}

static bool
set_big(struct fault *it, const char *value)
{
	return number(value, &it->big);
}

static bool
set_bomb(struct fault *it, const char *value)
{
	return number(value, &it->bomb);
}

static bool
set_delay(struct fault *it, const char *value)
{
	return number(value, &it->delay);
}

static bool
set_drip(struct fault *it, const char *value)
{
	it->wire.own = true;
	return number(value, &it->wire.drip) && it->wire.drip > 0;
}

static bool
set_end(struct fault *it, enum wire_end end, const char *where)
{
	it->wire.own = true;
	it->wire.end = end;
	if (strcmp(where, "before") == 0)
		it->wire.where = WIRE_BEFORE;
	else if (strcmp(where, "head") == 0)
		it->wire.where = WIRE_HEAD;
	else if (strcmp(where, "body") == 0)
		it->wire.where = WIRE_BODY;
	else if (strcmp(where, "end") == 0)
		it->wire.where = WIRE_END;
	else
		return number(where, &it->wire.where);
	return true;
}

static bool
set_stall(struct fault *it, const char *value)
{
	return set_end(it, WIRE_STALL, value[0] ? value : "before");
}

static bool
set_reset(struct fault *it, const char *value)
{
	return set_end(it, WIRE_RESET, value[0] ? value : "before");
}

static bool
set_cut(struct fault *it, const char *value)
{
	return set_end(it, WIRE_CUT, value[0] ? value : "body");
}

static bool
set_twice(struct fault *it, const char *value)
{
	it->wire.own = it->wire.twice = true;
	return !value[0];
}

static bool
set_chunked(struct fault *it, const char *value)
{
	it->wire.own = true;
	it->wire.framing = WIRE_CHUNKED;
	return !value[0];
}

static bool
set_bare(struct fault *it, const char *value)
{
	it->wire.own = true;
	it->wire.framing = WIRE_BARE;
	return !value[0];
}

static const struct word {
	const char *name;
	bool (*set)(struct fault *it, const char *value);
} words[] = {
	{ "status", set_status }, { "as", set_as }, { "error", set_error },
	{ "message", set_message }, { "redirect", set_redirect },
	{ "body", set_body }, { "type", set_type },
	{ "retry-after", set_retry_after }, { "trace", set_trace },
	{ "ratelimit", set_ratelimit }, { "header", set_header },
	{ "json", set_json }, { "gzip", set_gzip }, { "big", set_big },
	{ "bomb", set_bomb }, { "delay", set_delay }, { "drip", set_drip },
	{ "stall", set_stall }, { "reset", set_reset }, { "cut", set_cut },
	{ "chunked", set_chunked }, { "bare", set_bare },
	{ "echo", set_echo }, { "head", set_head }, { "line", set_line },
	{ "late", set_late }, { "twice", set_twice },
};

bool
fault_word(struct fault *it, const char *name, size_t length,
	const char *value)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].name) == length &&
		    memcmp(words[i].name, name, length) == 0)
			return words[i].set(it, value);
	return false;
}
