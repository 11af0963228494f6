/* helper/json/scan.h accepts what RFC 8259 accepts. helper/json/layout.c changes
 * only white space. What filter/print prints without libjq is what libjq
 * prints. */
#include "helper/json/scan.h"

#include <jv.h>

#include "filter/print/print.h"
#include "tests/fuzz/rfc8259.h"

/* Both differ only in white space between tokens. */
static void
same_bytes(const struct text *t, const struct buf *made)
{
	const char *a = t->bytes, *end = a + t->n;
	const char *b = buf_text(made), *b_end = b + made->len;
	bool string = false;

	for (;;) {
		while (!string && a < end && strchr(" \t\r\n", *a))
			a++;
		while (!string && b < b_end && strchr(" \t\r\n", *b))
			b++;
		if (a == end || b == b_end)
			break;
		MUST(*a == *b);
		if (string && *a == '\\') {
			a++, b++;
			MUST(*a == *b);
		} else if (*a == '"') {
			string = !string;
		}
		a++, b++;
	}
	MUST(a == end && b == b_end);
}

static bool
is_deep(jv v)
{
	jv message = jv_is_valid(v) ? jv_null() :
				      jv_invalid_get_msg(jv_copy(v));
	bool deep = jv_get_kind(message) == JV_KIND_STRING &&
		    strstr(jv_string_value(message), "depth");

	jv_free(message);
	return deep;
}

static void
laid_out(const struct text *t)
{
	static const char *const colour[JSON_COLOURS] = {
		"1", "2", "3", "4", "5", "6", "7", "8"
	};
	struct buf compact = BUF(1 << 20), indented = BUF(1 << 26);
	struct text again;
	jv before, after;

	json_compact(t, &compact);
	json_indent(t, NULL, &indented);
	MUST(!compact.failed && !indented.failed);
	same_bytes(t, &compact);
	same_bytes(t, &indented);
	MUST(json_whole(buf_text(&compact), compact.len, &again));
	MUST(again.compact && again.n == compact.len);
	MUST(json_whole(buf_text(&indented), indented.len, &again));
	before = jv_parse_sized(t->bytes, (int)t->n);
	after = jv_parse(buf_text(&indented));
	if (!t->lone_surrogate && !is_deep(before))
		MUST(jv_is_valid(before) && jv_equal(jv_copy(before), jv_copy(after)));
	jv_free(before);
	jv_free(after);
	buf_clear(&indented);
	json_indent(t, colour, &indented);
	buf_free(&compact);
	buf_free(&indented);
}

/* A text printed without libjq is the one that libjq prints. */
static void
printed(const struct text *t)
{
	static const struct print print;
	bool string = *t->bytes == '"';
	jv value, dumped;

	if (!print_is_plain(&print, t))
		return;
	value = jv_parse_sized(t->bytes, (int)t->n);
	dumped = jv_dump_string(jv_copy(value), 0);
	MUST(strlen(jv_string_value(dumped)) == t->n &&
	     !memcmp(jv_string_value(dumped), t->bytes, t->n));
	if (string)
		MUST(strlen(jv_string_value(value)) == t->n - 2 &&
		     !memcmp(jv_string_value(value), t->bytes + 1, t->n - 2));
	jv_free(value);
	jv_free(dumped);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	/* libjq needs a NUL at the end; the code under test must not. */
	const uint8_t *at = data;
	char *bytes;
	struct text t, value, want;
	bool good;
	size_t used;

	if (memchr(data, '\0', n))
		return 0;
	bytes = fuzz_take(&at, &n, '\0');
	n = strlen(bytes);
	good = rfc_whole(data, n, &want);
	MUST(json_whole((const char *)data, n, &t) == good);
	used = json_value((const char *)data, n, &value);
	MUST(used <= n);
	if (used)
		MUST(rfc_whole((const uint8_t *)value.bytes, value.n, &want) &&
		     want.n == value.n && want.depth == value.depth &&
		     want.compact == value.compact &&
		     want.lone_surrogate == value.lone_surrogate);
	if (good) {
		MUST(used && value.n == t.n);
		t.bytes = bytes + (t.bytes - (const char *)data);
		bytes[t.bytes - bytes + (long)t.n] = '\0';
		laid_out(&t);
		printed(&t);
	}
	free(bytes);
	return 0;
}
