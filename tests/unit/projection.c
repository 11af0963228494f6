/* filter/projection: which parts of an input a filter reads, and inputs cut down
 * to them. First tables, then random filters on random inputs: libjq must print
 * the same for the whole input and for its parts. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jq.h>

#include "filter/projection/project.h"
#include "filter/projection/projection.h"
#include "tests/tap.h"
#include "tests/unit/projected.h"

static const char entity[] =
	"{\"identifier\":\"x\",\"title\":null,\"properties\":{\"tier\":\"gold\","
	"\"size\":3,\"deep\":{\"a\":[1,{\"}\":\"\\\"]\"}],\"b\":2}},\"team\":[]}";

static const struct {
	const char *filter, *left;	/* NULL: it reads all */
} table[] = {
	{ ".identifier", "\"x\"" },
	{ " .identifier ", "\"x\"" },
	{ ".nothing", "null" },
	{ ".[\"title\"]", "null" },
	{ ".\"title\"", "null" },
	{ ".properties.tier", "\"gold\"" },
	{ ".properties[\"tier\"]", "\"gold\"" },
	{ ".properties|.tier", "\"gold\"" },
	{ ".title.x", NULL },
	{ ".properties.deep.b, .team", "{\"properties\":{\"deep\":{\"b\":2}},"
				       "\"team\":[]}" },
	{ ".properties.deep.a[0]",
	  "{\"properties\":{\"deep\":{\"a\":[1,{\"}\":\"\\\"]\"}]}}}" },
	{ "select(.properties.tier == \"gold\") | {identifier, s: .title}",
	  "{\"identifier\":\"x\",\"title\":null,"
	  "\"properties\":{\"tier\":\"gold\"}}" },
	{ "[.identifier, .team[0] // \"-\"] | @tsv",
	  "{\"identifier\":\"x\",\"team\":[]}" },
	{ "\"a \\(.identifier) b\"", "{\"identifier\":\"x\"}" },
	{ "if .title then .team else .identifier end",
	  "{\"identifier\":\"x\",\"title\":null,\"team\":[]}" },
	{ ".properties | length",
	  "{\"properties\":{\"tier\":\"gold\",\"size\":3,\"deep\":"
	  "{\"a\":[1,{\"}\":\"\\\"]\"}],\"b\":2}}}" },
	{ "(.title | empty), 1", "{\"title\":null}" },
	{ "{a: .title | not, \"team\", $x}", "{\"title\":null,\"team\":[]}" },
	{ "{a: .title // 1 | .b, c: -.team, identifier}",
	  "{\"identifier\":\"x\",\"title\":null,\"team\":[]}" },
	{ ".team[1:]", "{\"team\":[]}" },
	{ ".team[:-1]", "{\"team\":[]}" },
	{ ".team[-1:2]", "{\"team\":[]}" },
	{ ".identifier?", "{\"identifier\":\"x\"}" },
	{ "-.properties.size - 1", "{\"properties\":{\"size\":3}}" },
	{ "1", "{}" },
	{ "$ENV.HOME", "{}" },
	{ ".identifier | test(\"x\"; \"g\")", "{\"identifier\":\"x\"}" },
	{ "select(.title|not).team", "{\"title\":null,\"team\":[]}" },
	/* One path, but nothing to leave out. */
	{ ".", NULL },
	/* The filter reads all. */
	{ "select(.title)", NULL }, { "..", NULL }, { ".[]", NULL },
	{ "keys", NULL }, { "{a: .}", NULL }, { "[.]", NULL },
	{ ". as $x | 1", NULL }, { ".[0]", NULL }, { "length", NULL },
	{ "to_entries", NULL }, { "del(.title)", NULL }, { "\"\\(.)\"", NULL },
	{ "@json", NULL }, { "first(.title)", NULL }, { "-.", NULL },
	{ "if . then 1 else 2 end", NULL }, { "if .title then 1 end", NULL },
	/* Not understood. */
	{ ".title = 1", NULL }, { ".title |= 1", NULL }, { ".a += 1", NULL },
	{ ".a //= 1", NULL }, { "input", NULL }, { "[.title, input]", NULL },
	{ ".title | inputs", NULL }, { "def f: .title; f", NULL },
	{ "reduce .a as $x (0; 1)", NULL }, { "try .a catch .b", NULL },
	{ "import \"a\" as a; .b", NULL }, { "m::f", NULL }, { "$m::x", NULL },
	{ ".\"a\\u0062\"", NULL }, { ".a.[0]", NULL }, { ".a ?// 1", NULL },
	{ ".a # comment", NULL }, { "", NULL }, { ".a |", NULL },
	{ ".a }", NULL }, { "label $x | .a", NULL }, { "{(.a: 1}", NULL },
	{ ".title\r", NULL }, { ".title |\r\n.x", NULL },
	{ "\"abc", NULL }, { ".\"\xef\xbf\xbd\"", NULL }, { "{1: 2}", NULL },
};

/* The parts of a text that the filter gets; NULL: all of it. */
static const char *
cut(const struct projection *r, const char *text, struct buf *to)
{
	struct json_walk w = { .at = text, .end = text + strlen(text) };
	static char got[1024];
	struct text t;

	buf_clear(to);
	if (!r || !project(r, &w, to, &t) ||
	    (!t.is_result && t.bytes != to->data))
		return NULL;
	snprintf(got, sizeof got, "%.*s", (int)t.n, t.bytes);
	return got;
}

static void
test_table(void)
{
	struct buf to = BUF(1 << 20);

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct projection *r = projection_of(table[i].filter);

		is_str(cut(r, entity, &to), table[i].left, table[i].filter);
		projection_free(r);
	}
	buf_free(&to);
}

/* Inputs without a result, because .a.b is another string. */
static void
test_passed(void)
{
	static const struct {
		const char *filter, *in;
		bool passed;
	} cases[] = {
		{ "select(.a.b == \"x\") | .c", "{\"a\":{\"b\":\"y\"}}", true },
		{ "select(.a.b==\"x\").c.d|.e", "{\"a\":{\"b\":\"\"}}", true },
		{ "select ( .a.b == \"\" ) | .c", "{\"a\":{\"b\":\"y\"}}", true },
		{ "select(.a == \"x\") | .a.b", "{\"a\":\"xy\"}", true },
		{ "select(.a.b == \"x\") | .c", "{\"a\":{\"b\":\"x\"}}", false },
		/* Only libjq can tell. */
		{ "select(.a.b == \"x\") | .c", "{\"a\":{\"b\":\"\\u0079\"}}", false },
		{ "select(.a.b == \"x\") | .c", "{\"a\":{\"b\":1}}", false },
		{ "select(.a.b == \"x\") | .c", "{\"a\":{}}", false },
		{ "select(.a.b == \"x\") | .c", "{\"a\":1}", false },
		{ "select(.a.b == \"x\") | .c", "{\"a\":{\"b\":\"y\"},\"a\":1}",
		  false },
		{ "select(.a.b == \"x\") | .c",
		  "{\"a\":{\"b\":\"y\"},\"a\":{}}", false },
		/* Filters of another form. */
		{ "select(.a.b != \"x\") | .c", "{\"a\":{\"b\":\"y\"}}", false },
		{ "select(.a.b == \"x\").c, 2", "{\"a\":{\"b\":\"y\"}}", false },
		{ "select(.a.b == \"x\").c, 1", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ "select(.a.b == \"x\").c // 1", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ "select(.a.b == \"x\", true) | .c", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ "select(.a.b == \"x\" or .c) | .c", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ "select(.a.b == \"\\u0078\") | .c", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ "select(.a[\"b\"] == \"x\") | .c", "{\"a\":{\"b\":\"y\"}}",
		  false },
		{ ".c | select(.a == \"x\")", "{\"a\":\"y\"}", false },
	};
	struct buf to = BUF(1 << 20);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct projection *r = projection_of(cases[i].filter);
		struct json_walk w = { .at = cases[i].in,
				       .end = cases[i].in +
					      strlen(cases[i].in) };
		struct text t = { .n = 1 };

		buf_clear(&to);
		ok(r && project(r, &w, &to, &t) && w.at == w.end &&
			   (t.is_result && !t.n) == cases[i].passed,
		   "%s of %s", cases[i].filter, cases[i].in);
		projection_free(r);
	}
	buf_free(&to);
}

static void
test_texts(void)
{
	static const struct {
		const char *in;
		const char *left;  /* for the filter .a.b, .x */
		const char *value; /* for the path .a.b */
	} cases[] = {
		{ " { \"a\" : { \"b\" : 1 } , \"c\":2 } ", "{\"a\" :{\"b\" : 1}}",
		  "1" },
		{ "{\"a\":{\"b\":1},\"a\":{\"c\":2}}",
		  "{\"a\":{\"b\":1},\"a\":{}}", "null" },
		{ "{\"a\":{\"b\":1,\"b\":2},\"c\":{\"b\":3}}",
		  "{\"a\":{\"b\":1,\"b\":2}}", "2" },
		{ "{\"a\":1,\"a\":{\"b\":-1.50e+1}}",
		  "{\"a\":1,\"a\":{\"b\":-1.50e+1}}", NULL },
		{ "{\"y\":\"\\\\\",\"a\":[1]}", "{\"a\":[1]}", NULL },
		{ "{\"y\":[{\"a\":{\"b\":9}}],\"a\":{\"b\":\"}\"}}",
		  "{\"a\":{\"b\":\"}\"}}", "\"}\"" },
		{ "{\"a\":{\"b\":{\"b\":[ 1]}}}", "{\"a\":{\"b\":{\"b\":[ 1]}}}",
		  "{\"b\":[ 1]}" },
		{ "{\"a\":null}", "{\"a\":null}", NULL },
		{ "{}", "{}", "null" },
		{ "{\"\\u0061\":1}", NULL, NULL },
		{ "{\"a\":{\"\\u0062\":1}}", NULL, NULL },
		{ "[1]", NULL, NULL },
		{ "1", NULL, NULL },
		{ "\"a\"", NULL, NULL },
	};
	struct buf to = BUF(1 << 20), small = BUF(3);
	struct projection *both = projection_of(".a.b, .x");
	struct projection *one = projection_of(".a.b");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		is_str(cut(both, cases[i].in, &to), cases[i].left,
		       cases[i].in);
		is_str(cut(one, cases[i].in, &to), cases[i].value,
		       "as a path");
	}
	is_str(cut(both, "{\"a\":{\"b\":1}}", &small), NULL,
	       "without memory nothing is left out");
	buf_free(&to);
	buf_free(&small);
	projection_free(both);
	projection_free(one);
}

/* Very long or deep filters are not analysed, or the stack would overflow. */
static void
test_long(void)
{
	static const struct {
		const char *begin, *piece;
		size_t n;
		bool followed;
	} cases[] = {
		{ "", ".a", 500, true },
		{ "", ".a", 200000, false },
		{ "", "[.a", 200000, false },
		{ ".a", "|.a", 200000, false },
		{ ".a", "[\"b\"]", 200000, false },
	};
	struct buf f = BUF(1 << 24);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct projection *r;

		buf_clear(&f);
		buf_adds(&f, cases[i].begin);
		for (size_t k = 0; k < cases[i].n; k++)
			buf_adds(&f, cases[i].piece);
		r = projection_of(buf_text(&f));
		is_int(r != NULL, cases[i].followed, cases[i].piece);
		projection_free(r);
	}
	buf_free(&f);
}

/* --- random filters and inputs --- */

static unsigned seed = 12345;

static unsigned
any(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static const char *
one_of(const char *const *list, unsigned n)
{
	return list[any(n)];
}

#define ONE(...)                                                      \
	one_of((const char *const[]){ __VA_ARGS__ },                  \
	       sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void
random_json(struct buf *b, unsigned depth)
{
	unsigned n = any(4);

	switch (any(depth ? 8 : 4)) {
	case 0:
		buf_adds(b, ONE("null", "true", "1", "-2.5", "100000000000000000000"));
		break;
	case 1:
	case 2:
		buf_adds(b, ONE("\"\"", "\"x\"", "\"\\\"}\"", "\"a\\\\\"",
				"\"\\ud83d\\ude00\"", "\"\xc3\xa9{\""));
		break;
	case 3:
		buf_adds(b, ONE("[]", "{}", " [ ] ", "{ }"));
		break;
	case 4:
		buf_adds(b, "[");
		for (unsigned i = 0; i < n; i++) {
			buf_adds(b, i ? "," : "");
			random_json(b, depth - 1);
		}
		buf_adds(b, "]");
		break;
	default:
		buf_adds(b, "{");
		for (unsigned i = 0; i < n; i++) {
			buf_adds(b, i ? " ,\n" : "");
			buf_adds(b, ONE("\"a\"", "\"b\"", "\"c\"", "\"a\"",
					"\"b\"", "\"\\u0061\"", "\"d\""));
			buf_adds(b, ONE(":", " : "));
			random_json(b, depth - 1);
		}
		buf_adds(b, "}");
	}
}

static void random_pipe(struct buf *b, unsigned depth);

static void
random_term(struct buf *b, unsigned depth)
{
	const char *open, *close;

	if (!depth || any(2)) {
		for (unsigned i = any(3); i > 0; i--)
			buf_adds(b, ONE(".a", ".b", ".\"c\"", ".[\"a\"]"));
		buf_adds(b, ONE(".a", ".b", ".d", ".a?", ".b[0]", ".a[]?"));
		return;
	}
	switch (any(9)) {
	case 0: open = "select("; close = ")"; break;
	case 1: open = "["; close = "]"; break;
	case 2: open = "{a: ("; close = "), b}"; break;
	case 3: open = "("; close = ")"; break;
	case 4: open = "\"<\\("; close = ")>\""; break;
	case 5: open = "if .b then "; close = " else .c end"; break;
	case 6: open = "(.a|map("; close = ")?)"; break;
	case 7: open = "(.b|if type == \"array\" then first(.[]|"; close = ") else . end)"; break;
	default: open = "("; close = "|length)?"; break;
	}
	buf_adds(b, open);
	random_pipe(b, depth - 1);
	buf_adds(b, close);
	buf_adds(b, ONE("", "", ".a", "?", "[0]?", ".b?"));
}

static void
random_pipe(struct buf *b, unsigned depth)
{
	random_term(b, depth);
	while (!any(3)) {
		buf_adds(b, ONE("|", "|", ",", " == ", " // ", " and ", " + ",
				" - "));
		random_term(b, depth ? depth - 1 : 0);
	}
}

/* Tests that inputs may fail without libjq, and tests that only look like it. */
static void
random_test(struct buf *b)
{
	buf_adds(b, ONE("select(.a", "select(.b", "select( .a.b"));
	buf_adds(b, ONE(" == ", "==", "== ", " != "));
	buf_adds(b, ONE("\"x\")", "\"\" )", "\"x\")", "\"}\")", "\"\xc3\xa9{\")", "\"x\" , true)",
			"\"\\u0078\")", ".b)"));
	buf_adds(b, ONE("", "", ".b", ".a.d", "?", "[0]?"));
	buf_adds(b, ONE(" | ", " | ", "|", ", ", " // "));
}

/* libjq 1.6 leaks memory when a filter fails; do not count that. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static void
count_leaks(bool on)
{
	if (on && __lsan_enable)
		__lsan_enable();
	if (!on && __lsan_disable)
		__lsan_disable();
}

static void
ignore(void *data, jv message)
{
	(void)data;
	jv_free(message);
}

static void
add(jv v, const char *prefix, struct buf *ret)
{
	v = jv_dump_string(v, 0);
	buf_addf(ret, "%s%s\n", prefix, jv_string_value(v));
	jv_free(v);
}

/* Set *ret to the results and the error, a line each. */
static void
run(jq_state *jq, jv input, struct buf *ret)
{
	jv v;

	buf_clear(ret);
	count_leaks(false);
	jq_start(jq, input, 0);
	while (jv_is_valid(v = jq_next(jq)))
		add(v, "", ret);
	if (jv_invalid_has_msg(jv_copy(v)))
		add(jv_invalid_get_msg(v), "error ", ret);
	else
		jv_free(v);
	count_leaks(true);
}

/* A compiled filter and what it reads. */
struct judged {
	const char *filter;
	struct projection *reads; /* NULL: whole inputs */
	jq_state *jq;
	bool compiled;
	int cuts, paths, passed, wrong;
	struct buf whole, part;
};

static void
judge_open(struct judged *j, const char *filter)
{
	j->filter = filter;
	j->jq = jq_init();
	jq_set_error_cb(j->jq, ignore, NULL);
	jq_set_input_cb(j->jq, NULL, NULL);
	jq_set_debug_cb(j->jq, NULL, NULL);
	j->reads = projection_of(filter);
	count_leaks(false);
	j->compiled = j->reads && jq_compile(j->jq, filter);
	count_leaks(true);
}

static void
judge_close(struct judged *j)
{
	projection_free(j->reads);
	jq_teardown(&j->jq);
}

/* Compare the results for an input and for its parts. */
static void
judge(struct judged *j, const char *input, size_t n)
{
	const bool one_path = j->reads->one_path;
	bool was_cut = false;
	jv value;

	count_leaks(false); /* libjq 1.6 leaks parts of values */
	value = jv_parse_sized(input, (int)n);
	if (!jv_is_valid(value)) { /* a lone surrogate is replaced */
		jv_free(value);
		value = projected(NULL, input, n, &was_cut);
	}
	run(j->jq, value, &j->whole);
	value = projected(j->reads, input, n, &was_cut);
	count_leaks(true);
	j->cuts += was_cut;
	j->paths += one_path;
	buf_clear(&j->part);
	if (!jv_is_valid(value) && !one_path)
		j->passed++;
	else if (!one_path)
		run(j->jq, value, &j->part);
	else if (jv_is_valid(value))
		add(value, "", &j->part);
	else
		add(jv_invalid_get_msg(value), "error ", &j->part);
	if (!strcmp(buf_text(&j->whole), buf_text(&j->part)))
		return;
	j->wrong++;
	printf("# %s\n# %.400s\n# %.400s# %.400s", j->filter, input,
	       buf_text(&j->whole), buf_text(&j->part));
}

static void
test_random(int filters, int inputs)
{
	struct judged j = { .whole = BUF(1 << 20), .part = BUF(1 << 20) };
	struct buf f = BUF(1 << 20), in = BUF(1 << 20);

	for (int i = 0; i < filters; i++) {
		buf_clear(&f);
		if (any(4) == 0)
			random_test(&f);
		random_pipe(&f, 3);
		judge_open(&j, buf_text(&f));
		for (int k = 0; j.compiled && k < inputs; k++) {
			buf_clear(&in);
			random_json(&in, 4);
			judge(&j, buf_text(&in), in.len);
		}
		judge_close(&j);
	}
	is_int(j.wrong, 0, "libjq prints the same for the parts");
	ok(j.cuts > filters && j.paths > 0 && j.passed > 0,
	   "%d cuts, %d plain paths, %d passed over", j.cuts, j.paths,
	   j.passed);
	buf_free(&f);
	buf_free(&in);
	buf_free(&j.whole);
	buf_free(&j.part);
}

/* --- filters as people write them, on entities of every shape --- */

static const char *const filters[] = {
	".",
	".identifier",
	".properties.tier",
	".a.b.c",
	".a?",
	".a.b?.c?",
	".[\"\"]",
	".[\"\xc3\xa9\"]",
	".[\"a b\"][\"\xc3\xa9\"]",
	".[\"\\u0061\"]",
	".\"\xff\"",
	"[.[\"\xfe\"], .b]",
	"{\"\xff\"}",
	".\"\xef\xbf\xbd\"",
	".a, .b",
	".a, .a.b?",
	"[.a, .b]",
	"{a, b}",
	"{a: .b, b: .a}",
	"{\"x\": .a, \"\xc3\xa9\"}",
	"{(.identifier | tostring): .a}",
	"{a: .a | type}",
	"{a: -.a|.b}",
	"{a: .a|-.b|.c}",
	".a | length",
	".a | .b",
	".a[0]?",
	".a[]?",
	".a[1:]?",
	".a[.b]?",
	".team[0] // \"-\"",
	"[.identifier, .team[0]? // \"-\"] | @csv",
	"[.identifier, .title] | @tsv",
	"\"\\(.identifier) is \\(.title)\"",
	"@json \"\\(.a) \\(.b)\"",
	"select(.properties.tier? == \"gold\") | {identifier, version: .properties.version}",
	"select(.a).b",
	"select(.a | not)",
	"if .a then .b else .identifier end",
	"if .a then .b elif .b then .a else . end",
	".a and .b",
	".a == .b, .a < .b",
	".a // .b // .identifier",
	".b - -1",
	".identifier | tostring | sub(\"x\"; \"y\")",
	".a |= 1",
	".a = .b",
	".a += 1",
	"del(.a)",
	".a as $x | {$x, b}",
	". as {a: $x} | $x",
	"def a: .b; .a, a",
	"reduce .a as $x (0; . + 1)",
	"try .a.b.c catch .",
	".a | try error(\"x\") catch .",
	".a | error",
	".. | .a?",
	"..",
	"keys",
	"to_entries",
	"path(.a)",
	"paths",
	"first(.a, .b)",
	"limit(1; .a, .b)",
	"label $out | .a, break $out",
	".a # comment",
	".a\r",
	".a\r\n| .b",
	".a += 1?",
	".a = 1?",
	"select(.a?)",
	"to_entries?|map(.key)",
	"try (.a|.b|.c) catch .",
	"walk(if type == \"object\" then del(.a) else . end)",
	"with_entries(.value|=tostring)?",
	"{(.a?|strings):1}",
};

/* %s: a text almost as deep as libjq 1.6 accepts. */
static const char *const entities[] = {
	"{\"identifier\":\"x\",\"title\":null,\"team\":[],\"properties\":{"
	"\"tier\":\"gold\",\"n\":1e3,\"version\":\"1.10\"},"
	"\"relations\":{\"r\":null,\"s\":[\"a\",\"b\"]}}",
	"{\"identifier\":\"y\",\"title\":\"T\",\"team\":[\"a\",\"b\"],"
	"\"properties\":{\"tier\":\"silver\",\"n\":-0.0,\"version\":null},"
	"\"relations\":{}}",
	"{}",
	"{\"a\":null}",
	"{\"a\":false,\"b\":true}",
	"{\"a\":{\"b\":{\"c\":\"deep\"}},\"identifier\":7}",
	"{\"b\":1,\"a\":2,\"A\":3,\"aa\":4}",
	"{\"a\":[1,{\"b\":2}],\"c\":\"d\"}",
	"{\"\":0,\" \":1,\"\xc3\xa9\":2,\"\\u0000\":3,\"a b\":{\"\xc3\xa9\":4}}",
	"{\"a\":1,\"a\":{\"b\":2},\"b\":3,\"b\":{\"a\":4}}",
	"{\"a\":{\"b\":1},\"a\":{\"c\":2}}",
	"{\"\\u0061\":1,\"b\":{\"\\\"\":3,\"\\u0062\":4}}",
	"{\"a\":\"\\ud800\",\"b\":\"\\udc00x\",\"c\":\"\\ud83d\\ude00\"}",
	"{\"a\":1.0,\"b\":12345678901234567890,\"c\":1e1000,\"d\":-0,"
	"\"e\":1.10}",
	"{\"a\":\"},{\\\"a\\\":2\",\"b\":\"[\\\\\",\"c\":{\"]\":\"\\\"\"}}",
	"{ \"a\" : [ 1 , 2 ] , \"b\" : { \"c\" : \"  \" } }",
	"{\"identifier\":[1,2],\"properties\":\"text\",\"relations\":3}",
	"{\"a\":%s,\"b\":1}",
	"{\"b\":2,\"a\":{\"b\":%s}}",
	"{\"key\":\"k\",\"value\":null,\"name\":\"x\"}",
	"{\"\xfe\":1,\"b\":{\"c\":2},\"\xff\":3}",
	"{\"a\":\"2015-03-05T23:51:47Z\",\"b\":\"YWJj\","
	"\"c\":\"<&'\\\">\"}",
};

static void
test_known(void)
{
	enum { DEPTH = 199 };
	struct judged j = { .whole = BUF(1 << 20), .part = BUF(1 << 20) };
	struct buf in = BUF(1 << 20);
	char deep[2 * DEPTH + 1];
	int compiled = 0, before = 0;

	memset(deep, '[', DEPTH);
	memset(deep + DEPTH, ']', DEPTH);
	deep[2 * DEPTH] = '\0';
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		judge_open(&j, filters[i]);
		compiled += j.compiled;
		for (size_t k = 0; j.compiled &&
				   k < sizeof entities / sizeof *entities; k++) {
			const char *deeper = strstr(entities[k], "%s");

			buf_clear(&in);
			if (deeper) {
				buf_add(&in, entities[k],
					(size_t)(deeper - entities[k]));
				buf_adds(&in, deep);
				buf_adds(&in, deeper + 2);
			} else {
				buf_adds(&in, entities[k]);
			}
			judge(&j, buf_text(&in), in.len);
		}
		is_int(j.wrong, before, filters[i]);
		before = j.wrong;
		judge_close(&j);
	}
	ok(compiled > 30, "%d of them need only parts", compiled);
	buf_free(&in);
	buf_free(&j.whole);
	buf_free(&j.part);
}

int
main(int argc, char **argv)
{
	test_table();
	test_texts();
	test_passed();
	test_long();
	test_known();
	test_random(argc > 1 ? atoi(argv[1]) : 40, 200);
	return done();
}
