/* The texts of a source become values: numbers at the end, lone surrogates,
 * texts that libjq refuses, -s, --stream, and a source that fails. */
#include <stdlib.h>

#include "filter/slice/inputs.h"
#include "helper/json/scan.h"
#include "tests/tap.h"

struct fake {
	struct source source;
	const char *const *texts;
	enum source_step last;
	char *copy;		/* of a text, freed at the next step */
};

static enum source_step
next(struct source *s, struct text *ret)
{
	struct fake *f = (struct fake *)s;

	free(f->copy);
	f->copy = NULL;
	if (!*f->texts)
		return f->last;
	f->copy = malloc(strlen(*f->texts));
	memcpy(f->copy, *f->texts, strlen(*f->texts));
	if (!json_whole(f->copy, strlen(*f->texts++), ret))
		ok(0, "the test's texts are JSON");
	return SOURCE_TEXT;
}

static void
fake_close(struct source *s)
{
	free(((struct fake *)s)->copy);
	free(s);
}

/* All values, a line each; "!" and the message for an error. Reads once more
 * after the end, and stops at the second failure. */
static void
read_all(struct inputs *in, char *to, size_t size)
{
	int ends = 0;

	*to = '\0';
	while (ends < 2) {
		jv v = in->next(NULL, in->data);
		const char *mark = "";

		if (jv_is_valid(v)) {
			v = jv_dump_string(v, 0);
		} else if (jv_invalid_has_msg(jv_copy(v))) {
			v = jv_invalid_get_msg(v);
			mark = "!";
			ends += in->cut;
		} else {
			jv_free(v);
			ends++;
			continue;
		}
		snprintf(to + strlen(to), size - strlen(to), "%s%.60s\n",
			 mark, jv_string_value(v));
		jv_free(v);
	}
}

struct row {
	const char *name;
	bool slurp, stream;
	enum source_step last;
	int status;
	const char *want;
	const char *texts[8];
};

#define TEN "[[[[[[[[[["
#define NET "]]]]]]]]]]"

static const struct row rows[] = {
	{ "values of all kinds", false, false, SOURCE_END, 0,
	  "{\"a\":1}\n12\n\"x\"\nnull\ntrue\n[]\n",
	  { "{\"a\":1}", "12", "\"x\"", "null", "true", "[]" } },
	{ "numbers beside each other", false, false, SOURCE_END, 0,
	  "1\n2\n-3\n", { "1", "2", "-3" } },
	{ "none", false, false, SOURCE_END, 0, "", { NULL } },
	{ "a failure of the source", false, false, SOURCE_END, 10, "1\n",
	  { "1" } },
	{ "lone surrogates", false, false, SOURCE_END, 0,
	  "\"\xef\xbf\xbd\"\n\"a\xef\xbf\xbdz\"\n"
	  "\"\xef\xbf\xbd\xef\xbf\xbd\"\n\"\xf0\x9f\x98\x80\"\n"
	  "{\"\xef\xbf\xbd\":\"\xf0\x9f\x98\x80\xef\xbf\xbd\"}\n",
	  { "\"\\ud800\"", "\"a\\uDC00z\"", "\"\\udc00\\ud800\"",
	    "\"\\ud83d\\ude00\"",
	    "{\"\\udfff\":\"\\ud83d\\ude00\\uD83D\"}" } },
	{ "a pair after a lone surrogate, a backslash before one", false, false,
	  SOURCE_END, 0,
	  "\"\xef\xbf\xbd\xf0\x9f\x98\x80\"\n\"\\\\ud800\xef\xbf\xbd\"\n"
	  "\"\\\\\xef\xbf\xbdn\"\n",
	  { "\"\\ud800\\ud83d\\ude00\"", "\"\\\\ud800\\ud800\"",
	    "\"\\\\\\udc00n\"" } },
	{ "--stream of lone surrogates", false, true, SOURCE_END, 0,
	  "[[0],\"\xef\xbf\xbdz\"]\n[[1,\"\xef\xbf\xbd\"],1.5]\n"
	  "[[1,\"\xef\xbf\xbd\"]]\n[[1]]\n[[],2]\n",
	  { "[\"\\ud800z\", {\"\\udc00\": 1.50}]", "2" } },
	{ "lone surrogates deep down", false, false, SOURCE_END, 0,
	  TEN TEN TEN TEN TEN TEN "\n2\n",
	  { TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "\"\\udc00\\ud800\""
	    NET NET NET NET NET NET NET NET NET NET NET NET NET NET, "2" } },
	{ "-s", true, false, SOURCE_END, 0, "[1,{\"a\":2}]\n",
	  { "1", "{\"a\":2}" } },
	{ "-s without texts", true, false, SOURCE_END, 0, "[]\n", { NULL } },
	{ "--stream", false, true, SOURCE_END, 0,
	  "[[0],1]\n[[1],2]\n[[1]]\n[[],3]\n", { "[1,2]", "3" } },
	{ "-s --stream", true, true, SOURCE_END, 0,
	  "[[[0],1],[[0]],[[],3]]\n", { "[1]", "3" } },
	{ "a source that fails", false, false, SOURCE_FAILED, 9,
	  "1\n!the input was cut short\n!the input was cut short\n",
	  { "1" } },
	{ "-s cut short", true, false, SOURCE_FAILED, 9,
	  "!the input was cut short\n!the input was cut short\n", { "1" } },
};

static struct inputs *
start(const char *const *texts, enum source_step last, int status,
      const struct slicing *s)
{
	struct fake *f = calloc(1, sizeof *f);

	f->source.next = next;
	f->source.close = fake_close;
	f->source.status = status;
	f->texts = texts;
	f->last = last;
	return values_open(s, NULL, &f->source);
}

static void
test_row(const struct row *r)
{
	const struct slicing s = { .slurp = r->slurp, .stream = r->stream };
	struct inputs *in = start(r->texts, r->last, r->status, &s);
	char got[1024];

	read_all(in, got, sizeof got);
	is_str(got, r->want, r->name);
	is_int(in->status, r->status, "the status of the source");
	is_int(in->cut, r->last == SOURCE_FAILED, "cut or not");
	in->close(in);
}

/* Too deep for any libjq: an error of that text only, with a place in it. */
static void
test_deep(bool slurp)
{
	enum { DEEP = 20000 };
	const struct slicing s = { .slurp = slurp };
	char *deep = malloc(2 * DEEP + 1), got[1024];
	const char *texts[] = { "[\n\n]", deep, "2", NULL };
	struct inputs *in;

	memset(deep, '[', DEEP);
	memset(deep + DEEP, ']', DEEP);
	deep[2 * DEEP] = '\0';
	in = start(texts, SOURCE_END, 0, &s);
	read_all(in, got, sizeof got);
	if (slurp)
		ok(!strncmp(got, "!Exceeds depth limit", 20) &&
		   strchr(got, '\n')[1] == '\0',
		   "-s of a text too deep is only that error");
	else
		ok(!strncmp(got, "[]\n!Exceeds depth limit", 23) &&
		   strstr(got, " line 1,") && strstr(got, "\n2\n"),
		   "too deep, and the next one");
	in->close(in);
	free(deep);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		test_row(&rows[i]);
	test_deep(false);
	test_deep(true);
	return done();
}
