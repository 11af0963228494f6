/* helper/json/value.h: members and strings of JSON texts. */
#include "helper/json/value.h"

#include <stdlib.h>

#include "helper/json/scan.h"
#include "tests/tap.h"
#include "tests/unit/text_of.h"

static void
test_members(void)
{
	struct text t = text_of(" {\"a\":1,\"b\":{\"a\":2},\"\\u0061\":[3,{}], "
				"\"c\":true,\"d\":\"x\",\"\":null}");
	struct text array = text_of("[\"a\",1]"), value;

	ok(json_member(&t, "a", &value) && json_is(&value, "[3,{}]"),
	   "the last of two equal keys, however they are spelled");
	ok(json_member(&t, "b", &value) && json_is_object(&value),
	   "an object");
	ok(json_member(&t, "c", &value) && json_is(&value, "true") &&
		   !json_is(&value, "tru") && !json_is_string(&value),
	   "a word");
	ok(json_member(&t, "d", &value) && json_is_string(&value), "a string");
	ok(json_member(&t, "", &value) && json_is(&value, "null"),
	   "an empty name");
	ok(!json_member(&t, "e", &value) && !json_member(&t, "A", &value),
	   "no such member");
	ok(!json_member(&array, "a", &value), "an array has no members");
}

static void
test_numbers(void)
{
	static const struct { const char *text; bool good; double d; } rows[] = {
		{ "0", true, 0 }, { "-1.5e2", true, -150 },
		{ "10800", true, 10800 }, { "1e300", true, 1e300 },
		{ "\"1\"", false, 0 }, { "true", false, 0 },
		{ "null", false, 0 }, { "[1]", false, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = text_of(rows[i].text);
		double d = 0;

		ok(json_number(&t, &d) == rows[i].good && d == rows[i].d,
		   "number: %s", rows[i].text);
	}
}

static void
test_escapes(void)
{
	static const struct { const char *json, *decoded; } rows[] = {
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\xc3\xa9\"", "\"\\/\b\f\n\r\t\xc3\xa9" },
		{ "\"\\u0041\\u00E9\\ud83d\\ude00\"", "A\xc3\xa9\xf0\x9f\x98\x80" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = text_of(rows[i].json);
		struct buf decoded = BUF(64);

		json_decode_to(&t, &decoded);
		ok(!strcmp(buf_text(&decoded), rows[i].decoded),
		   "what %s decodes to", rows[i].json);
		buf_free(&decoded);
	}
}

static void
test_limits(void)
{
	struct text t = text_of("\"abcdef\"");
	struct buf b = BUF(4);

	ok(json_decode_to(&t, &b) == -1 && !strcmp(b.data, "abcd"),
	   "a string over the maximum is cut");
	buf_free(&b);
	t = text_of("\"\"");
	ok(json_decode_to(&t, &b) == 0 && b.data && b.len == 0, "an empty one");
	buf_free(&b);
}

static void
test_writing(void)
{
	struct buf b = BUF(256), all = BUF(256);
	struct text t;
	char every[129];

	json_add(&b, "{\"a\":", "x\"y\\z\n\x01\xc3\xa9");
	json_add(&b, ",\"b\":", NULL);
	json_add(&b, ",\"c\":", "");
	ok(!buf_addc(&b, '}') && !b.failed, "strings are added");
	is_str(b.data, "{\"a\":\"x\\\"y\\\\z\\n\\u0001\xc3\xa9\",\"b\":null,"
		       "\"c\":\"\"}", "quotes and control bytes are escaped");
	buf_clear(&b);
	for (int i = 0; i < 128; i++)
		every[i] = (char)(i + 1);
	every[127] = '\0';
	b.max = all.max = 1024;
	json_add(&b, "", every);
	t = text_of(b.data);
	ok(json_decode_to(&t, &all) == 0 && !strcmp(all.data, every),
	   "each ASCII byte is read back");
	json_add(&b, "", "a\xff");
	ok(b.failed, "invalid UTF-8 is refused");
	buf_free(&all);
	b.max = b.len + 3;
	b.failed = false;
	json_add(&b, "", "abcd");
	ok(b.failed, "a full buffer is an error");
	buf_free(&b);
}

int
main(void)
{
	test_members();
	test_numbers();
	test_escapes();
	test_limits();
	test_writing();
	return done();
}
