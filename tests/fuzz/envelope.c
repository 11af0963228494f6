/* filter/source/envelope.h: the parts it finds in an answer are those that libjq
 * finds. */
#include "filter/source/envelope.h"

#include <jv.h>

#include "tests/fuzz/rfc8259.h"

static jv
member(jv object, const char *name)
{
	return jv_object_get(jv_copy(object), jv_string(name));
}

static jv
parse(const char *bytes, size_t n)
{
	char *copy = strndup(bytes, n);
	jv v;

	MUST(copy);
	v = jv_parse(copy);
	free(copy);
	return v;
}

static bool
is_ok(jv page)
{
	bool there = jv_object_has(jv_copy(page), jv_string("ok"));
	jv ok = member(page, "ok");
	bool good = !there || jv_get_kind(ok) == JV_KIND_TRUE;

	jv_free(ok);
	return good;
}

/* The cursor is the one of the page, or both have none. */
static void
compare_next(const struct envelope *e, jv page)
{
	jv next = member(page, "next");
	bool none = !jv_is_valid(next) || jv_get_kind(next) == JV_KIND_NULL ||
		    (jv_get_kind(next) == JV_KIND_STRING &&
		     !*jv_string_value(next));

	MUST(!e->next || *e->next || !none);
	MUST(e->next ? !none : none);
	if (e->next)
		MUST(jv_get_kind(next) == JV_KIND_STRING &&
		     !strcmp(jv_string_value(next), e->next));
	jv_free(next);
}

static void
compare(const struct envelope *e, jv page)
{
	jv all = member(page, "entities");
	size_t i;

	MUST(is_ok(page));
	MUST(jv_get_kind(all) == JV_KIND_ARRAY);
	MUST((size_t)jv_array_length(jv_copy(all)) == e->n);
	for (i = 0; i < e->n; i++)
		MUST(jv_equal(jv_array_get(jv_copy(all), (int)i),
			      parse(e->text[i].bytes, e->text[i].n)));
	compare_next(e, page);
	jv_free(all);
}

/* In a refused page libjq finds no entities either. */
static void
refused(const char *why, jv page)
{
	jv all, next;
	jv_kind kind;

	if (jv_get_kind(page) != JV_KIND_OBJECT)
		return;
	all = member(page, "entities");
	next = member(page, "next");
	kind = jv_get_kind(next);
	/* A cursor with a NUL or a lone surrogate is refused; libjq replaces
	 * the surrogate with U+FFFD. */
	if (kind == JV_KIND_STRING &&
	    !strstr(jv_string_value(next), "\xef\xbf\xbd") &&
	    strlen(jv_string_value(next)) ==
		    (size_t)jv_string_length_bytes(jv_copy(next)))
		kind = JV_KIND_NULL;
	MUST(!is_ok(page) || jv_get_kind(all) != JV_KIND_ARRAY ||
	     (jv_is_valid(next) && kind != JV_KIND_NULL));
	jv_free(all);
	jv_free(next);
	(void)why;
}

static const char *
read_as(enum resource_kind kind, struct envelope *e, const uint8_t *data,
	size_t n)
{
	static char path[] = "blueprints/b/entities/e";
	const struct resource r = { .kind = kind, .path = path };

	return envelope_read(e, &r, NULL, (const char *)data, n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct envelope e = { 0 }, one = { 0 };
	struct text text;
	bool good = rfc_whole(data, n, &text);
	const char *why = read_as(RESOURCE_LISTING, &e, data, n);
	jv page = parse((const char *)data, n);

	MUST(good || why);
	MUST(!read_as(RESOURCE_PATH, &one, data, n) ? good : true);
	if (good && jv_is_valid(page)) {
		if (why && !envelope_is_broken(why))
			refused(why, page);
		else if (!why)
			compare(&e, page);
		if (!read_as(RESOURCE_ENTITY, &one, data, n))
			MUST(jv_equal(member(page, "entity"),
				      parse(one.text->bytes, one.text->n)));
	}
	/* Read another page into the same memory. */
	why = read_as(RESOURCE_LISTING, &e, data, n / 2);
	if (why && !e.text)
		MUST(e.n == 0);
	jv_free(page);
	envelope_free(&e);
	envelope_free(&one);
	return 0;
}
