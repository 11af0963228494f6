/* filter/projection: a filter, a newline, an input. libjq gives the same results
 * for the whole input and for the parts that the filter reads. */
#include "tests/unit/projected.h"

#include <jq.h>

#include "tests/fuzz/fuzz.h"

enum { KEPT = 61, RESULTS = 200, DEPTH = 128 };

/* Compiling is slow: the last filters are cached. */
static struct compiled {
	char *filter;
	jq_state *jq;		/* NULL: it does not compile */
} kept[KEPT];

static void
hush(void *data, jv message)
{
	(void)data;
	jv_free(message);
}

/* Free the cache: a leak check does not find libjq's stacks. */
static void
forget(void)
{
	size_t i;

	for (i = 0; i < KEPT; i++) {
		free(kept[i].filter);
		if (kept[i].jq)
			jq_teardown(&kept[i].jq);
		kept[i].filter = NULL;
	}
}

static jq_state *
compiled(const char *filter)
{
	static bool registered;
	size_t hash = 0;
	const char *p;
	struct compiled *c;

	for (p = filter; *p; p++)
		hash = hash * 31 + (unsigned char)*p;
	if (!registered)
		registered = atexit(forget) == 0;
	c = &kept[hash % KEPT];
	if (c->filter && !strcmp(c->filter, filter))
		return c->jq;
	free(c->filter);
	if (c->jq)
		jq_teardown(&c->jq);
	c->filter = strdup(filter);
	c->jq = jq_init();
	MUST(c->filter && c->jq);
	jq_set_error_cb(c->jq, hush, NULL);
	jq_set_debug_cb(c->jq, hush, NULL);
	if (!jq_compile(c->jq, filter))
		jq_teardown(&c->jq);
	return c->jq;
}

/* The results, followed by the error if there was one. */
static jv
results(jq_state *jq, jv input)
{
	jv all = jv_array(), value;
	int n = 0;

	jq_start(jq, input, 0);
	while (jv_is_valid(value = jq_next(jq)) && n++ < RESULTS)
		all = jv_array_append(all, value);
	if (!jv_is_valid(value) && jv_invalid_has_msg(jv_copy(value)))
		return jv_array_append(all, jv_invalid_get_msg(value));
	jv_free(value);
	return all;
}

/* Whether jq prints both alike. (A NaN is not equal to itself.) */
static bool
same(jv a, jv b)
{
	bool equal;

	a = jv_dump_string(a, JV_PRINT_SORTED);
	b = jv_dump_string(b, JV_PRINT_SORTED);
	equal = !strcmp(jv_string_value(a), jv_string_value(b));
	jv_free(a);
	jv_free(b);
	return equal;
}

/* Whether the filter cannot differ from run to run, run for ever, or abort
 * libjq 1.6. */
static bool
is_tame(const char *filter)
{
	static const char *const wild[] = {
		"now", "repeat", "until", "while", "recurse", "range", "input",
		"halt", "*", "implode", "limit", "env", "ENV", "loc", "time",
		"date", "gm", "e3", "e4", "e5", "e6", "e7", "e8", "e9"
	};
	size_t i;

	for (i = 0; i < sizeof wild / sizeof *wild; i++)
		if (strstr(filter, wild[i]))
			return false;
	return true;
}

/* Compare the results for the whole input and for `part`. */
static void
compare(const struct projection *r, jq_state *jq, jv whole, jv part)
{
	jv of_part;

	if (!r->one_path && !jv_is_valid(part))
		of_part = jv_array(); /* no result */
	else if (!r->one_path)
		of_part = results(jq, part);
	else if (jv_is_valid(part))
		of_part = JV_ARRAY(part);
	else
		of_part = JV_ARRAY(jv_invalid_get_msg(part));
	MUST(same(results(jq, whole), of_part));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *filter = fuzz_take(&data, &n, '\n');
	char *input = fuzz_take(&data, &n, '\0');
	struct projection *reads = projection_of(filter);
	struct text t;
	jq_state *jq;
	jv whole;
	bool cut;

	n = strlen(input);
	if (json_whole(input, n, &t) && t.depth <= DEPTH &&
	    !t.lone_surrogate) {
		whole = jv_parse(input);
		MUST(jv_is_valid(whole));
		MUST(same(jv_copy(whole), projected(NULL, input, n, &cut)));
		jq = reads && is_tame(filter) ? compiled(filter) : NULL;
		if (jq)
			compare(reads, jq, jv_copy(whole),
				projected(reads, input, n, &cut));
		jv_free(whole);
	}
	projection_free(reads);
	free(filter);
	free(input);
	return 0;
}
