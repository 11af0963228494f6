/* JSON texts: tables, every prefix, then random texts, some of them damaged.
 * RFC 8259 (as written in tests/fuzz/rfc8259.h) and libjq must agree with us. */
#include "helper/json/scan.h"
#include "helper/json/value.h"

#include <stdint.h>
#include <stdlib.h>

#include <jv.h>

#include "tests/fuzz/rfc8259.h"
#include "tests/tap.h"
#include "tests/unit/text_of.h"

static const struct {
	const char *text;
	unsigned depth;
	bool lone, compact;
} taken[] = {
	{ "0", 0, false, true }, { "-0", 0, false, true },
	{ "-12.50e+07", 0, false, true }, { "1E-2", 0, false, true },
	{ "12345678901234567890.10", 0, false, true },
	{ "true", 0, false, true }, { "false", 0, false, true },
	{ "null", 0, false, true }, { "\"\"", 0, false, true },
	{ "[]", 1, false, true }, { "{}", 1, false, true },
	{ "[ ]", 1, false, false }, { "{\n}", 1, false, false },
	{ "[[],{}]", 2, false, true },
	{ "{\"a\":[{\"b\":{}}],\"a\":1}", 4, false, true },
	{ "{\"a\" :1}", 1, false, false }, { "{\"a\":\t1}", 1, false, false },
	{ "{ \"a\":1}", 1, false, false }, { "{\"a\":1\r}", 1, false, false },
	{ "[1 ,2]", 1, false, false }, { "[1, 2]", 1, false, false },
	{ "\"a b\\tc \\\\ \\\" \\/ \\b\\f\\n\\r\"", 0, false, true },
	{ "\"\\u0000\\u00e9\\uABCD\"", 0, false, true },
	{ "\"\\ud83d\\uDE00\"", 0, false, true },
	{ "\"\\udbff\\udfff\\ud800\\udc00\\ud7ff\\ue000\"", 0, false, true },
	{ "\"\\ud800\\ue000\"", 0, true, true },
	{ "\"\\ud800\\udbff\"", 0, true, true },
	{ "\"\\ud83d\"", 0, true, true }, { "\"\\ude00\"", 0, true, true },
	{ "\"\\ud83d\\ud83d\\ude00\"", 0, true, true },
	{ "\"\\ud83d\\n\"", 0, true, true },
	{ "\"\\ud83dxx\"", 0, true, true },
	{ "{\"\\ud83d\":1}", 1, true, true },
	{ "[{\"a\":1,\"\\udc00\":2}]", 2, true, true },
	{ "\"\x7f\xc3\xa9\xf0\x9f\x98\x80\"", 0, false, true },
	{ "\"\xff\xc0\x80 no UTF-8\"", 0, false, true },
};

static const char *const refused[] = {
	"", " ", "\n", "tru", "True", "nul", "nan", "NaN", "Infinity", "-",
	"+1", "01", "-01", "1.", ".5", "1.e2", "1e", "1e+", "0x1", "'a'",
	"\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
	"\"\\ud83d\\u12\"", "\"\\U0041\"", "\"a\nb\"", "\"a\tb\"",
	"\"0123456\x01\"", "\"01234567\x1f\"", "[", "]", "[1", "[1,", "[1,]",
	"[,1]", "[1 2]", "[1}", "{", "}", "{1:2}", "{\"a\"}", "{\"a\":}",
	"{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\":1]", "{\"a\":1 \"b\":2}",
	"{\"a\"::1}", "{a:1}", "[]]", "{}{}", "1 2", "[1]x", "null,", "//",
	"\xef\xbb\xbf{}", "\v1",
};

static void
test_tables(void)
{
	struct text t;

	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
		const char *text = taken[i].text;

		ok(json_whole(text, strlen(text), &t) &&
			   t.n == strlen(text) && t.bytes == text &&
			   t.depth == taken[i].depth &&
			   t.lone_surrogate == taken[i].lone &&
			   t.compact == taken[i].compact, "takes %zu", i);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		ok(!json_whole(refused[i], strlen(refused[i]), &t),
		   "refuses %zu", i);
	ok(!json_whole("[\0]", 3, &t) && !json_whole("\"\0\"", 3, &t) &&
		   !json_whole("1\0", 2, &t), "refuses a NUL anywhere");
	is_int((long long)json_value(" \n[1] [2]", 9, &t), 5,
	       "json_value stops at the end of the value");
	is_int((long long)t.n, 3, "the value does not begin with the space before it");
	ok(json_whole("\t{ } \r\n", 7, &t) && t.n == 3,
	   "white space around a whole");
}

/* The memory is exactly as large as the text, so that a sanitizer sees a read
 * past its end. */
static void
test_prefixes(void)
{
	static const char text[] = "{\"k\\u00e9y\":[-1.5e+3,true,false,null,"
		"\"0123456789\\ud83d\\ude00\\\"\",{},[]],\"b\":{\"c\":1}}";
	size_t n = sizeof(text) - 1, taken_whole = 0;
	struct text t;

	for (size_t i = 0; i <= n; i++) {
		char *part = malloc(i + 1);

		memcpy(part + 1, text, i);
		taken_whole += json_value(part + 1, i, &t) > 0;
		free(part);
	}
	is_int((long long)taken_whole, 1, "of all prefixes only the last is a value");
}

/* Special bytes at each place in strings of each length around the sizes that
 * are compared in one step. The memory is exactly as large as the text. */
static void
test_blocks(void)
{
	static const unsigned char bytes[] = { 0, '\n', 0x1f, ' ', '!', '"', '#',
					       '\\', ']', 0x7f, 0x80, 0xff };
	int wrong = 0, escapes = 0;
	struct text t;

	for (size_t n = 1; n < 150; n++) {
		char *text = malloc(n + 6);

		for (size_t i = 0; i < n * sizeof bytes; i++) {
			unsigned char c = bytes[i % sizeof bytes];
			char *at = text + 2 + i / sizeof bytes;

			memcpy(text, "[\"", 2);
			memset(text + 2, 'n', n);
			memcpy(text + 2 + n, "\",1]", 4);
			*at = (char)c;
			if (c == '\\' && at < text + 1 + n)
				escapes += json_whole(text, n + 6, &t) &&
					   t.escaped;
			else
				wrong += json_whole(text, n + 6, &t) !=
					 (c >= ' ' && c != '"' && c != '\\');
		}
		free(text);
	}
	is_int(wrong, 0, "the end of a string is found at each place");
	is_int(escapes, 148 * 149 / 2, "escapes are found at each place");
}

/* Nest objects and arrays alternately; `depth` is even. */
static void
nest(struct buf *b, unsigned depth)
{
	buf_clear(b);
	for (unsigned i = 0; i < depth; i += 2)
		buf_adds(b, "[{\"\":");
	buf_addc(b, '0');
	for (unsigned i = 0; i < depth; i += 2)
		buf_adds(b, "}]");
}

static void
test_depth(void)
{
	static const unsigned depths[] = { 62, 64, 66, 128, 130, 9984, 9986,
					   JSON_DEPTH_MAX, JSON_DEPTH_MAX + 2,
					   100000 };
	struct buf b = BUF(1 << 20);
	struct text t;

	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		nest(&b, depths[i]);
		ok(json_whole(b.data, b.len, &t) && t.depth == depths[i],
		   "%u brackets are one value, and told", depths[i]);
		b.data[b.len - depths[i] / 2] ^= '}' ^ ']';
		ok(!json_whole(b.data, b.len, &t),
		   "of %u brackets one does not fit", depths[i]);
	}
	buf_free(&b);
}

static void
test_walk(void)
{
	static const char text[] = "{\"a\":[1, {\"x\":2}] ,\"\\u0062\":{\"y\":"
				   "[3]},\"c\":\"s\"} tail";
	struct json_walk w, inner;
	struct text key = { 0 }, value;

	ok(!json_enter(&w, " 1", 2) && !json_enter(&w, " ", 1),
	   "no walk into a scalar or nothing");
	ok(json_enter(&w, text, strlen(text)) && w.close == '}',
	   "a walk into an object");
	ok(json_step(&w, &key) == JSON_MEMBER && json_spells(&key, "a"),
	   "its first key");
	ok(json_enter(&inner, w.at, (size_t)(w.end - w.at)) &&
		   inner.close == ']' &&
		   json_step(&inner, &key) == JSON_MEMBER &&
		   json_pass(&inner, &value) && value.n == 1 &&
		   json_step(&inner, &key) == JSON_MEMBER &&
		   json_pass(&inner, &value) && value.depth == 1 &&
		   json_step(&inner, &key) == JSON_CLOSE,
	   "a walk inside another");
	ok(inner.all.n == 12 && inner.all.depth == 2 && !inner.all.compact,
	   "the facts about the whole array");
	w.at = inner.at;
	ok(json_step(&w, &key) == JSON_MEMBER && json_spells(&key, "b") &&
		   json_pass(&w, &value) && value.n == 9 && value.compact,
	   "the walk goes on after it; a key with an escape");
	ok(json_step(&w, &key) == JSON_MEMBER && json_pass(&w, &value) &&
		   json_step(&w, &key) == JSON_CLOSE && !strcmp(w.at, " tail"),
	   "the walk ends after the bracket");

	static const char *const broken[] = { "{", "{\"a\":1", "{\"a\":1]",
		"{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "[1", "[1,]", "[1}",
		"[,]", "[1 2]", "{\"a\":01}" };

	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		enum json_step step;

		json_enter(&w, broken[i], strlen(broken[i]));
		while ((step = json_step(&w, &key)) == JSON_MEMBER &&
		       json_pass(&w, &value))
			;
		ok(step != JSON_CLOSE, "a walk ends at %s", broken[i]);
	}
}

/* json_seek skips members by the lengths of their keys. */
static void
test_seek(void)
{
	struct buf b = BUF(1 << 10);
	struct json_walk w;
	struct text key, value;

	buf_adds(&b, "{\"ab\":{\"c\":[1]},\"c\":1,\"\\u0064\":2,\"\":[],");
	for (int n = 62; n < 65; n++)
		buf_addf(&b, "\"%0*d\":%d,", n, 0, n);
	buf_adds(&b, "\"ab\":3} ");
	json_enter(&w, b.data, b.len);
	ok(json_seek(&w, json_length_bit(1), &key) == JSON_MEMBER &&
		   key.n == 3 && w.at[0] == '1' && w.all.depth == 3 &&
		   json_pass(&w, &value),
	   "seeks a key of one byte");
	ok(json_seek(&w, json_length_bit(1), &key) == JSON_MEMBER &&
		   key.escaped && w.at[0] == '2' && json_pass(&w, &value),
	   "stops at an escape");
	ok(json_seek(&w, json_length_bit(0), &key) == JSON_MEMBER &&
		   key.n == 2 && json_pass(&w, &value), "no byte at all");
	ok(json_seek(&w, json_length_bit(63), &key) == JSON_MEMBER &&
		   key.n == 65 && json_pass(&w, &value) &&
		   json_seek(&w, json_length_bit(1000), &key) == JSON_MEMBER &&
		   key.n == 66 && json_pass(&w, &value), "long keys");
	ok(json_seek(&w, json_length_bit(1), &key) == JSON_CLOSE &&
		   w.at == b.data + b.len - 1 && w.all.n == b.len - 1 &&
		   w.all.compact && w.all.escaped, "to the end");
	b.data[b.len - 3] = '-';
	json_enter(&w, b.data, b.len);
	ok(json_seek(&w, 0, &key) == JSON_MEMBER && json_pass(&w, &value) &&
		   json_seek(&w, 0, &key) == JSON_BROKEN,
	   "json_seek checks what it skips");
	buf_free(&b);
}

static void
test_strings(void)
{
	static const struct {
		const char *string, *said;
	} table[] = {
		{ "\"\"", "" }, { "\"abc\"", "abc" },
		{ "\"\\u006ee\\u0078t\"", "next" }, { "\"\\\"\\\\\"", "\"\\" },
		{ "\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80" },
		{ "\"a\\u0000b\"", NULL }, { "\"\\ud83d\"", NULL },
		{ "\"\\udc00\"", NULL },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct text t = text_of(table[i].string);
		char *said = json_decode(&t);

		is_str(said, table[i].said, table[i].string);
		if (said)
			ok(json_spells(&t, said) && !json_spells(&t, "nexT") &&
				   !json_spells(&t, "nex"), "and spells it");
		free(said);
	}
}

static void
test_layout(void)
{
	static const char *const colour[] = { "0", "1", "2", "3", "4", "5",
					      "6", "7" };
	struct text t = text_of("[ { } ,{\"a\" :1.50,\"b\": [null]}, true,"
				"false ,\"\\u0041 :\"]");
	struct buf b = BUF(4096);

	json_indent(&t, NULL, &b);
	is_str(b.data, "[\n  {},\n  {\n    \"a\": 1.50,\n    \"b\": [\n"
		       "      null\n    ]\n  },\n  true,\n  false,\n"
		       "  \"\\u0041 :\"\n]", "on lines of its own");
	buf_clear(&b);
	t = text_of("{\"a\" : [1,\"s\",true,false,null,{ }]}");
	json_indent(&t, colour, &b);
#define C(n, token) "\033[" #n "m" token "\033[0m"
	is_str(b.data, C(6, "{") "\n  " C(7, "\"a\"") ": " C(5, "[")
	       "\n    " C(3, "1") ",\n    " C(4, "\"s\"") ",\n    "
	       C(2, "true") ",\n    " C(1, "false") ",\n    " C(0, "null")
	       ",\n    " C(6, "{}") "\n  " C(5, "]") "\n" C(6, "}"),
	       "in colour");
	buf_clear(&b);
	json_compact(&t, &b);
	is_str(b.data, "{\"a\":[1,\"s\",true,false,null,{}]}", "compact");
	buf_free(&b);
}

/* --- random texts --- */

static uint64_t seed = 20240607;

static unsigned
dice(unsigned sides)
{
	seed = seed * 6364136223846793005 + 1442695040888963407;
	return (unsigned)(seed >> 33) % sides;
}

static void
space(struct buf *b)
{
	if (dice(12) == 0)
		buf_addc(b, " \t\r\n"[dice(4)]);
}

static void
make_string(struct buf *b)
{
	static const char *const parts[] = {
		"a", "Z", " ", "0123456789", "\\n", "\\\"", "\\\\", "\\/",
		"\xc3\xa9", "\xe2\x82\xac", "\\u00e9", "\\ud83d\\ude00",
		"\\uD83D", "\\udc00", "{", "]", ",", ":", "\x7f", "\\u0000",
	};

	buf_addc(b, '"');
	for (unsigned n = dice(9); n > 0; n--)
		buf_adds(b, parts[dice(sizeof(parts) / sizeof(*parts))]);
	buf_addc(b, '"');
}

static void
make(struct buf *b, unsigned depth)
{
	static const char *const scalars[] = {
		"0", "-0", "7", "12.25", "-3e2", "1E+2", "5e-1", "true",
		"false", "null",
	};
	unsigned kind = dice(depth > 6 ? 2 : 5), n = dice(5);

	if (kind == 0)
		buf_adds(b, scalars[dice(10)]);
	else if (kind == 1)
		make_string(b);
	else {
		bool object = kind == 2;

		buf_addc(b, object ? '{' : '[');
		for (unsigned i = 0; i < n; i++) {
			if (i)
				buf_addc(b, ',');
			space(b);
			if (object) {
				make_string(b);
				space(b);
				buf_addc(b, ':');
				space(b);
			}
			make(b, depth + 1);
			space(b);
		}
		if (n == 0)
			space(b);
		buf_addc(b, object ? '}' : ']');
	}
}

static void
damage(struct buf *b)
{
	static const char bytes[] = "{}[],:\"\\ \n0123.eE+-utfnl\x01\x1f\xff";

	for (unsigned n = dice(3); n > 0 && b->len > 0; n--) {
		size_t at = dice((unsigned)b->len);

		if (dice(3) == 0) {
			memmove(b->data + at, b->data + at + 1, b->len - at);
			b->len--;
		} else {
			b->data[at] = bytes[dice(sizeof(bytes) - 1)];
		}
	}
}

/* Counts of random texts. */
static int whole, lone, spaced, differ;

/* Our layout of a text is the one that libjq prints. */
static void
compare_layout(jv value)
{
	struct buf laid_out = BUF(1 << 20);
	jv one = jv_dump_string(jv_copy(value), 0);
	jv many = jv_dump_string(value, JV_PRINT_PRETTY |
						JV_PRINT_INDENT_FLAGS(2));
	struct text t;

	if (!json_whole(jv_string_value(one), strlen(jv_string_value(one)),
			&t) ||
	    !t.compact)
		differ++;
	json_indent(&t, NULL, &laid_out);
	if (strcmp(buf_text(&laid_out), jv_string_value(many)))
		differ++;
	jv_free(one);
	jv_free(many);
	buf_free(&laid_out);
}

static void
compare_values(const struct text *t)
{
	struct buf compact = BUF(1 << 20);
	struct text again;
	jv a, b;

	json_compact(t, &compact);
	if (!json_whole(buf_text(&compact), compact.len, &again) ||
	    !again.compact)
		differ++;
	if (!t->lone_surrogate) {
		char *copy = strndup(t->bytes, t->n);

		a = jv_parse(copy);
		b = jv_parse(buf_text(&compact));
		compare_layout(jv_copy(a));
		if (!jv_is_valid(a) || !jv_equal(a, b))
			differ++;
		free(copy);
	}
	buf_free(&compact);
}

static void
test_random(void)
{
	struct buf b = BUF(1 << 20);

	for (int i = 0; i < 25000; i++) {
		struct text t, want;
		bool got, good;

		buf_clear(&b);
		make(&b, 0);
		damage(&b);
		got = json_whole(buf_text(&b), b.len, &t);
		good = rfc_whole((const uint8_t *)buf_text(&b), b.len, &want);
		if (got != good ||
		    (got && (t.bytes != want.bytes || t.n != want.n ||
			     t.depth != want.depth ||
			     t.lone_surrogate != want.lone_surrogate ||
			     t.compact != want.compact))) {
			if (differ++ < 3)
				printf("# %s\n", b.data);
			continue;
		}
		if (!got)
			continue;
		whole++;
		lone += t.lone_surrogate;
		spaced += !t.compact;
		compare_values(&t);
	}
	buf_free(&b);
	is_int(differ, 0, "random texts: RFC 8259 and libjq agree with us");
	ok(whole > 5000 && whole < 20000 && lone > 250 && spaced > 250,
	   "random texts of all kinds: %d whole, %d with lone surrogates, "
	   "%d with spaces", whole, lone, spaced);
}

int
main(void)
{
	test_tables();
	test_prefixes();
	test_blocks();
	test_depth();
	test_walk();
	test_seek();
	test_strings();
	test_layout();
	test_random();
	return done();
}
