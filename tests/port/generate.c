#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/generate.h"
#include "tests/port/value.h"

/* The state from which the values of one entity are chosen. */
struct draw {
	int n;
	const char *identifier;
	uint64_t state;
};

static unsigned
draw(struct draw *from, unsigned below)
{
	from->state = from->state * 6364136223846793005u + 1442695040888963407u;
	return below ? (unsigned)((from->state >> 33) % below) : 0;
}

static jv
fill(struct draw *from, const char *text)
{
	jv out = jv_string("");

	while (*text) {
		size_t length = strcspn(text, "{");

		out = jv_string_append_buf(out, text, (int)length);
		text += length;
		if (strncmp(text, "{id}", 4) == 0) {
			out = jv_string_append_str(out, from->identifier);
			text += 4;
		} else if (strncmp(text, "{n}", 3) == 0) {
			out = jv_string_concat(out, jv_string_fmt("%d",
				from->n));
			text += 3;
		} else if (strncmp(text, "{d}", 3) == 0) {
			out = jv_string_concat(out, jv_string_fmt("%u",
				draw(from, 10)));
			text += 3;
		} else if (*text) {
			out = jv_string_append_buf(out, text++, 1);
		}
	}
	return out;
}

static jv value_of(struct draw *from, jv recipe);

static jv
some(struct draw *from, jv list, unsigned most)
{
	unsigned n = draw(from, most + 1), size = (unsigned)count(list);
	unsigned at = draw(from, size);
	jv out = jv_array();

	for (unsigned i = 0; i < n && i < size; i++)
		out = jv_array_append(out, nth(list, (int)((at + i) % size)));
	return out;
}

/* A table of values, from a table of recipes. */
static jv
table_of(struct draw *from, jv recipes)
{
	jv out = jv_object();

	members(recipes, name, recipe) {
		out = jv_object_set(out, name, value_of(from, recipe));
		jv_free(recipe);
	}
	return out;
}

/* Borrows the recipe. */
static jv
value_of(struct draw *from, jv recipe)
{
	jv item, value;

	if (is_kind(recipe, JV_KIND_STRING))
		return fill(from, jv_string_value(recipe));
	if (is_kind(recipe, JV_KIND_ARRAY)) {
		item = nth(recipe, (int)draw(from,
			(unsigned)count(recipe)));
		value = value_of(from, item);
		jv_free(item);
		return value;
	}
	if (has(recipe, "min")) {
		double min = field_number(recipe, "min", 0);
		double step = field_number(recipe, "step", 1);
		double range = field_number(recipe, "max", min) - min;

		return jv_number(min + step * draw(from,
			(unsigned)(range / step + 1.5)));
	}
	if (has(recipe, "some")) {
		item = field(recipe, "some");
		value = some(from, item, (unsigned)field_number(recipe, "most",
			3));
		jv_free(item);
		return value;
	}
	return is_kind(recipe, JV_KIND_OBJECT) ? table_of(from, recipe) :
		jv_copy(recipe);
}

/* One item of each list; with a number after it when all have been used. */
static jv
name_of(jv recipe, int n)
{
	jv lists = field(recipe, "names"), name = jv_string("");
	int left = n;

	for (int i = 0; i < count(lists); i++) {
		jv list = nth(lists, i);
		int size = count(list);

		name = jv_string_append_str(name, nth_text(list, left % size));
		left /= size;
		jv_free(list);
	}
	jv_free(lists);
	return left > 0 ? jv_string_concat(name, jv_string_fmt("-%d",
		left + 1)) : name;
}

static jv
without_missing(jv recipe, jv properties, int n)
{
	jv missing = field(recipe, "missing");

	members(missing, name, every) {
		if (n % (int)jv_number_value(every) ==
		    (int)jv_number_value(every) - 1)
			properties = jv_object_delete(properties,
				jv_copy(name));
		jv_free(name);
		jv_free(every);
	}
	jv_free(missing);
	return properties;
}

/* Adds sentences until the whole entity has about so many bytes. */
static jv
padded(struct draw *from, jv recipe, jv entity)
{
	jv pad = field(recipe, "pad"), with_ = field(pad, "with");
	jv text = jv_string(""), properties;
	size_t length;

	free(value_dump(entity, 0, &length));
	for (size_t want = (size_t)field_number(pad, "bytes", 0);
	     length < want && count(with_) > 0;) {
		const char *sentence = nth_text(with_, (int)draw(from,
			(unsigned)count(with_)));

		text = jv_string_append_str(text, sentence);
		length += strlen(sentence);
	}
	if (field_text(pad, "property")) {
		properties = field(entity, "properties");
		properties = with(properties, field_text(pad, "property"),
			jv_copy(text));
		entity = with(entity, "properties", properties);
	}
	jv_free(text);
	jv_free(with_);
	jv_free(pad);
	return entity;
}

jv
generate(jv recipe, int n, const char *number)
{
	jv name = name_of(recipe, n), entity, properties, value;
	static const char *const given[] = { "title", "team", "relations" };
	struct draw from = { .n = n, .state = (uint64_t)n * 0x9e3779b9 + 1 };

	if (number)
		name = jv_string_concat(name, jv_string_fmt("-%s", number));
	from.identifier = jv_string_value(name);
	entity = with(jv_object(), "identifier", jv_copy(name));
	properties = field(recipe, "properties");
	value = table_of(&from, properties);
	jv_free(properties);
	entity = with(entity, "properties", without_missing(recipe, value, n));
	for (int i = 0; i < 3; i++) {
		jv how = field(recipe, given[i]);

		if (jv_is_valid(how))
			entity = with(entity, given[i], value_of(&from, how));
		jv_free(how);
	}
	jv_free(name);
	return number ? padded(&from, recipe, entity) : entity;
}
