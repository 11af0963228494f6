#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/synthetic.h"
#include "tests/port/value.h"
#include "tests/port/view.h"

enum { DIGITS = sizeof(SYNTHETIC_NUMBER) - 1 };

/* The JSON of an entity, and the places for the number in it. */
struct variant {
	char *text;
	size_t length, *marks, n_marks;
};

/* All variants, with the same fields selected. */
struct rendering {
	char *fields;
	struct variant variants[SYNTHETIC_VARIANTS];
	struct rendering *next;
};

struct synthetic {
	jv variants;
	size_t n;
	struct rendering *renderings;
};

static void
render_variant(jv entity, struct variant *ret)
{
	const char *at;

	ret->text = value_dump(entity, 0, &ret->length);
	ret->n_marks = 0;
	ret->marks = NULL;
	for (at = ret->text; (at = strstr(at, SYNTHETIC_NUMBER));
	     at += DIGITS) {
		ret->marks = realloc(ret->marks,
			(ret->n_marks + 1) * sizeof(size_t));
		if (!ret->marks)
			abort();
		ret->marks[ret->n_marks++] = (size_t)(at - ret->text);
	}
	jv_free(entity);
}

static struct rendering *
rendering_of(struct synthetic *synthetic, jv include, jv exclude)
{
	jv fields = JV_ARRAY(jv_copy(include), jv_copy(exclude));
	char *key = value_dump(fields, JV_PRINT_INVALID, NULL);
	struct rendering *it = synthetic->renderings;

	jv_free(fields);
	while (it && strcmp(it->fields, key) != 0)
		it = it->next;
	if (it) {
		free(key);
		return it;
	}
	it = malloc(sizeof(*it));
	if (!it)
		abort();
	it->fields = key;
	it->next = synthetic->renderings;
	synthetic->renderings = it;
	for (int i = 0; i < SYNTHETIC_VARIANTS; i++)
		render_variant(entity_columns(nth(synthetic->variants, i), include, exclude),
			&it->variants[i]);
	return it;
}

struct synthetic *
synthetic_new(jv variants, size_t n)
{
	struct synthetic *it = calloc(1, sizeof(*it));

	if (!it)
		abort();
	it->variants = variants;
	it->n = n;
	return it;
}

void
synthetic_free(struct synthetic *synthetic)
{
	if (!synthetic)
		return;
	while (synthetic->renderings) {
		struct rendering *it = synthetic->renderings;

		synthetic->renderings = it->next;
		for (int i = 0; i < SYNTHETIC_VARIANTS; i++) {
			free(it->variants[i].text);
			free(it->variants[i].marks);
		}
		free(it->fields);
		free(it);
	}
	jv_free(synthetic->variants);
	free(synthetic);
}

size_t
synthetic_count(const struct synthetic *synthetic)
{
	return synthetic->n;
}

/* Copies the variant of entity n to `to`, and returns its end. */
static char *
put(const struct rendering *rendering, size_t n, char *to)
{
	const struct variant *it = &rendering->variants[n % SYNTHETIC_VARIANTS];
	char number[16];

	snprintf(number, sizeof(number), "%0*zu", DIGITS, n);
	memcpy(to, it->text, it->length);
	for (size_t i = 0; i < it->n_marks; i++)
		memcpy(to + it->marks[i], number, DIGITS);
	return to + it->length;
}

char *
synthetic_text(struct synthetic *synthetic, size_t n, size_t many,
	jv include, jv exclude, size_t *ret_length)
{
	struct rendering *it = rendering_of(synthetic, include, exclude);
	size_t size = 1;
	char *text, *at;

	for (size_t i = n; i < n + many; i++)
		size += it->variants[i % SYNTHETIC_VARIANTS].length + 1;
	text = at = malloc(size);
	if (!text)
		abort();
	for (size_t i = n; i < n + many; i++) {
		if (i > n)
			*at++ = ',';
		at = put(it, i, at);
	}
	*at = '\0';
	*ret_length = (size_t)(at - text);
	return text;
}

jv
synthetic_at(const struct synthetic *synthetic, size_t n)
{
	jv variant = nth(synthetic->variants, (int)(n % SYNTHETIC_VARIANTS)), entity;
	struct rendering one;
	struct variant *it = &one.variants[n % SYNTHETIC_VARIANTS];
	char *text;

	render_variant(variant, it);
	text = malloc(it->length + 1);
	if (!text)
		abort();
	*put(&one, n, text) = '\0';
	entity = jv_parse(text);
	free(text);
	free(it->text);
	free(it->marks);
	return entity;
}

jv
synthetic_get(const struct synthetic *synthetic, const char *identifier)
{
	size_t length = strlen(identifier), n;
	jv entity;

	if (length < DIGITS)
		return jv_invalid();
	n = strtoul(identifier + length - DIGITS, NULL, 10);
	if (n == 0 || n > synthetic->n)
		return jv_invalid();
	entity = synthetic_at(synthetic, n);
	if (strcmp(field_text(entity, "identifier"), identifier) == 0)
		return entity;
	jv_free(entity);
	return jv_invalid();
}
