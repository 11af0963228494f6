/* filter/source/envelope.h: orders and spellings of keys, duplicate keys, and
 * which answers are refused. */
#include "filter/source/envelope.h"

#include <stdlib.h>

#include "helper/base/buf.h"
#include "tests/tap.h"

static const struct {
	const char *page;
	const char *entities;	/* each in <> */
	const char *next;
} pages[] = {
	{ "{\"ok\":true,\"next\":\"c\",\"entities\":[{\"a\":1},{\"b\":2}]}",
	  "<{\"a\":1}><{\"b\":2}>", "c" },
	{ "{\"ok\":true,\"entities\":[{\"a\":1}],\"next\":\"c\"}",
	  "<{\"a\":1}>", "c" },
	{ "{\"entities\":[]}", "", NULL },
	{ " { \"entities\" : [ 1 , \"]\" ] , \"ok\" : true } \n",
	  "<1><\"]\">", NULL },
	{ "{\"entities\":[[[]],null,-1.0,\"x\"]}",
	  "<[[]]><null><-1.0><\"x\">", NULL },
	/* No cursor. */
	{ "{\"next\":null,\"entities\":[1]}", "<1>", NULL },
	{ "{\"next\":\"\",\"entities\":[1]}", "<1>", NULL },
	{ "{\"entities\":[1],\"next\":null}", "<1>", NULL },
	/* Spellings. */
	{ "{\"\\u006eext\":\"c\",\"\\u0065ntities\":[1],\"\\u006fk\":true}",
	  "<1>", "c" },
	{ "{\"entities\":[1],\"next\":\"\\u0063\\\"\\\\ \\ud83d\\ude00\"}",
	  "<1>", "c\"\\ \xf0\x9f\x98\x80" },
	{ "{\"entities\":[1],\"Next\":\"c\",\"nex\":1,\"nextt\":1}",
	  "<1>", NULL },
	/* Unknown keys, and known ones deeper down. */
	{ "{\"x\":{\"entities\":[7],\"next\":\"d\",\"ok\":false},"
	  "\"entities\":[{\"entities\":[8],\"next\":\"e\"}],\"y\":[1,\"}\"]}",
	  "<{\"entities\":[8],\"next\":\"e\"}>", NULL },
	/* Of duplicate keys the last counts. */
	{ "{\"next\":\"c\",\"entities\":[1],\"entities\":[2,3],"
	  "\"next\":\"d\"}", "<2><3>", "d" },
	{ "{\"entities\":7,\"next\":7,\"ok\":false,\"entities\":[1],"
	  "\"next\":null,\"ok\":true}", "<1>", NULL },
};

static const struct {
	const char *page, *why;
} bad_pages[] = {
	{ "", "the answer is not JSON" },
	{ "<html>", "the answer is not JSON" },
	{ "{\"entities\":[1],}", "the answer is not JSON" },
	{ "{\"entities\":[1,]}", "the answer is not JSON" },
	{ "{\"entities\":[1 2]}", "the answer is not JSON" },
	{ "{\"entities\":[{\"a\":01}]}", "the answer is not JSON" },
	{ "{\"entities\":[1]", "the answer is not JSON" },
	{ "{\"entities\":[1", "the answer is not JSON" },
	{ "{\"entities\":[", "the answer is not JSON" },
	{ "{\"entities\":[1]}}", "the answer is not JSON" },
	{ "{\"entities\":[1]}{}", "the answer is not JSON" },
	{ "{\"entities\":[1],\"x\":nan}", "the answer is not JSON" },
	{ "[1", "the answer is not JSON" },
	{ "[]", "the answer holds no entities" },
	{ "null", "the answer holds no entities" },
	{ "{}", "the answer holds no entities" },
	{ "{\"ok\":true}", "the answer holds no entities" },
	{ "{\"entities\":null}", "the answer holds no entities" },
	{ "{\"entities\":{}}", "the answer holds no entities" },
	{ "{\"entities\":[1],\"entities\":\"x\"}",
	  "the answer holds no entities" },
	{ "{\"ok\":false,\"entities\":[1]}",
	  "the answer does not say ok: true" },
	{ "{\"entities\":[1],\"ok\":\"true\"}",
	  "the answer does not say ok: true" },
	{ "{\"entities\":[1],\"next\":7}",
	  "the answer's `next` is not a cursor" },
	{ "{\"entities\":[1],\"next\":{}}",
	  "the answer's `next` is not a cursor" },
	{ "{\"entities\":[1],\"next\":\"a\\u0000b\"}",
	  "the answer's `next` is not a cursor" },
	{ "{\"entities\":[1],\"next\":\"\\ud800\"}",
	  "the answer's `next` is not a cursor" },
};

static struct resource listing, entity, path;

static const char *
read_page(struct envelope *e, const struct projection *reads, const char *page,
	  size_t n)
{
	return envelope_read(e, &listing, reads, page, n);
}

static void
test_pages(void)
{
	struct envelope e = { 0 };
	struct buf seen = BUF(4096);

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		const char *page = pages[i].page;

		is_str(read_page(&e, NULL, page, strlen(page)), NULL, page);
		buf_clear(&seen);
		for (size_t k = 0; k < e.n; k++)
			buf_addf(&seen, "<%.*s>", (int)e.text[k].n,
				 e.text[k].bytes);
		is_str(buf_text(&seen), pages[i].entities, "its entities");
		is_str(e.next, pages[i].next, "its cursor");
	}
	for (size_t i = 0; i < sizeof(bad_pages) / sizeof(*bad_pages); i++) {
		const char *page = bad_pages[i].page;

		is_str(read_page(&e, NULL, page, strlen(page)),
		       bad_pages[i].why, page);
	}
	envelope_free(&e);
	buf_free(&seen);
}

/* Entities are cut down to what the filter reads. A second array replaces the
 * first, and a page that is not JSON is still refused. */
static void
test_cut(void)
{
	static const char page[] =
		"{\"entities\":[{\"a\":0}],\"entities\":[{\"x\":1,\"a\":2},"
		"{\"b\":{\"c\":3,\"a\":4}},[5],{\"\\u0061\":6},"
		"{\"a\": \"\\ud800\"}],\"next\":\"c\"}";
	struct projection *r = projection_of("[.a, .b.c]");
	struct envelope e = { 0 };
	struct buf seen = BUF(4096);

	is_str(read_page(&e, r, page, strlen(page)), NULL, page);
	for (size_t k = 0; k < e.n; k++)
		buf_addf(&seen, "%.*s ", (int)e.text[k].n,
			 e.text[k].bytes);
	is_str(buf_text(&seen),
	       "{\"a\":2} {\"b\":{\"c\":3}} [5] {\"\\u0061\":6} "
	       "{\"a\": \"\\ud800\"} ", "what the filter reads of each entity");
	is_str(e.next, "c", "its cursor");
	ok(e.text[4].lone_surrogate && e.text[1].depth == 2,
	   "the facts about each text");
	is_str(read_page(&e, r, page, strlen(page) - 1),
	       "the answer is not JSON", "half a page");
	projection_free(r);
	envelope_free(&e);
	buf_free(&seen);
}

static void
test_many(void)
{
	struct envelope e = { 0 };
	struct buf b = BUF(16 << 20);

	buf_adds(&b, "{\"entities\":[0");
	for (int i = 1; i < ENVELOPE_MAX; i++)
		buf_adds(&b, ",0");
	buf_adds(&b, "]}");
	is_str(read_page(&e, NULL, b.data, b.len), NULL, "as many as fit");
	is_int((long long)e.n, ENVELOPE_MAX, "are all there");
	b.len -= 2;
	buf_adds(&b, ",0]}");
	is_str(read_page(&e, NULL, b.data, b.len),
	       "the page holds too many entities", "one more is refused");
	envelope_free(&e);
	buf_free(&b);
}

static const struct {
	const char *answer, *key, *taken, *why;
} answers[] = {
	{ "{\"ok\":true,\"entity\":{\"a\": 1}}", "entity", "{\"a\": 1}", NULL },
	{ "{\"entity\":1,\"\\u0065ntity\":2}", "entity", "2", NULL },
	{ "{\"x\":{\"entity\":1},\"entity\":null}", "entity", "null", NULL },
	{ " {\"ok\":true, \"x\":[1]}\n", NULL, "{\"ok\":true, \"x\":[1]}",
	  NULL },
	{ "{\"status\":\"flat\"}", NULL, "{\"status\":\"flat\"}", NULL },
	{ "[1] ", NULL, "[1]", NULL }, { "null", NULL, "null", NULL },
	{ "{\"ok\":true}", "entity", NULL, "the answer holds no entity" },
	{ "[]", "entity", NULL, "the answer holds no entity" },
	{ "{\"ok\":false,\"entity\":1}", "entity", NULL,
	  "the answer does not say ok: true" },
	{ "{\"ok\":false}", NULL, NULL, "the answer does not say ok: true" },
	{ "", NULL, NULL, "the answer is not JSON" },
	{ "{\"a\":1}x", NULL, NULL, "the answer is not JSON" },
	{ "1 2", NULL, NULL, "the answer is not JSON" },
	{ "{\"entity\":1", "entity", NULL, "the answer is not JSON" },
};

static void
test_answers(void)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		const char *answer = answers[i].answer;
		struct envelope e = { 0 };
		char *taken;

		is_str(envelope_read(&e, answers[i].key ? &entity : &path,
				     NULL, answer, strlen(answer)),
		       answers[i].why, answer);
		taken = e.n ? strndup(e.text->bytes, e.text->n) : NULL;
		is_str(taken, answers[i].taken, "which are accepted");
		free(taken);
		envelope_free(&e);
	}
}

static void
test_told(void)
{
	static const char answer[] = "{\"ok\":true, \"a\":[[\"\\ud800\"]]}";
	static const char page[] = "{\"entities\":[[[1]],{\"a\" :1},"
				   "\"\\udc00\"]}";
	struct envelope e = { 0 };
	envelope_read(&e, &path, NULL, answer, strlen(answer));
	ok(e.text->depth == 3 && e.text->lone_surrogate && !e.text->compact,
	   "depth, lone halves and spaces of a whole answer");
	read_page(&e, NULL, page, strlen(page));
	ok(e.text[0].depth == 2 && e.text[0].compact &&
		   !e.text[0].lone_surrogate && !e.text[1].compact &&
		   e.text[2].lone_surrogate && e.text[2].depth == 0,
	   "and of each entity");
	envelope_free(&e);
}

/* Answers to other requests, and answers that only look like that. */
static const struct {
	struct resource *resource;
	const char *answer;
	bool other;
} names[] = {
	{ &entity, "{\"entity\":{\"identifier\":\"a/b\"}}", false },
	{ &entity, "{\"entity\":{\"identifier\":\"\\u0061\\/b\"}}", false },
	{ &entity, "{\"entity\":{\"title\":\"T\"}}", false },
	{ &entity, "{\"entity\":7}", false },
	{ &entity, "{\"entity\":{\"identifier\":\"a/b\",\"blueprint\":\"s\"}}",
	  false },
	{ &entity, "{\"entity\":{\"identifier\":\"a/b\",\"blueprint\":\"t\"}}",
	  true },
	{ &entity, "{\"entity\":{\"blueprint\":\"t\"}}", true },
	{ &entity, "{\"entity\":{\"identifier\":\"x\",\"identifier\":\"a/b\"}}",
	  false },
	{ &entity, "{\"entity\":{\"identifier\":\"a%2Fb\"}}", true },
	{ &entity, "{\"entity\":{\"identifier\":\"a/b\\u0000\"}}", true },
	{ &entity, "{\"entity\":{\"identifier\":7}}", true },
	{ &listing, "{\"entities\":[{\"blueprint\":\"s\"}]}", false },
	{ &listing, "{\"entities\":[{\"x\":1},{\"blueprint\":\"t\"}]}", false },
	{ &listing, "{\"entities\":[{\"blueprint\":\"t\"}]}", true },
	{ &listing, "{\"entities\": [ {\"blueprint\" : \"t\"} ]}", true },
	{ &entity, "{\"entity\": {\"identifier\" : \"x\"} }", true },
	{ &listing, "{\"entities\":[{\"blueprint\":\"t\"}],\"entities\":[]}",
	  false },
	{ &path, "{\"identifier\":\"x\",\"entity\":{\"identifier\":\"x\"}}",
	  false },
};

static void
test_names(void)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct envelope e = { 0 };
		const char *why = envelope_read(&e, names[i].resource, NULL,
						names[i].answer,
						strlen(names[i].answer));

		is_str(why, names[i].other ? "it is the answer to another "
					     "request" : NULL,
		       names[i].answer);
		ok(envelope_is_broken(why) == names[i].other,
		   "and asked for again");
		envelope_free(&e);
	}
}

int
main(void)
{
	resource_parse("s:", &listing);
	resource_parse("s:a%2Fb", &entity);
	resource_parse("x", &path);
	test_names();
	test_pages();
	test_cut();
	test_many();
	test_answers();
	test_told();
	resource_free(&listing);
	resource_free(&entity);
	resource_free(&path);
	return done();
}
