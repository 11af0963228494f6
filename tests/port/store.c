#include <stdlib.h>
#include <string.h>

#include "tests/port/store.h"
#include "tests/port/synthetic.h"
#include "tests/port/value.h"

static struct blueprint **blueprints;
static size_t n_blueprints;

size_t
blueprint_count(void)
{
	return n_blueprints;
}

struct blueprint *
blueprint_at(size_t i)
{
	return blueprints[i];
}

const char *
blueprint_id(const struct blueprint *blueprint)
{
	return field_text(blueprint->value, "identifier");
}

struct blueprint *
blueprint_find(const char *identifier)
{
	for (size_t i = 0; i < n_blueprints; i++)
		if (strcmp(blueprint_id(blueprints[i]), identifier) == 0)
			return blueprints[i];
	return NULL;
}

static jv
schema_part(const struct blueprint *blueprint, const char *name)
{
	jv schema = field(blueprint->value, "schema");
	jv part = field(schema, name);

	jv_free(schema);
	return part;
}

jv
blueprint_properties(const struct blueprint *blueprint)
{
	return schema_part(blueprint, "properties");
}

jv
blueprint_required(const struct blueprint *blueprint)
{
	return schema_part(blueprint, "required");
}

jv
blueprint_relations(const struct blueprint *blueprint)
{
	return field(blueprint->value, "relations");
}

struct blueprint *
blueprint_add(jv definition)
{
	struct blueprint *it = calloc(1, sizeof(*it));

	blueprints = realloc(blueprints,
		(n_blueprints + 1) * sizeof(struct blueprint *));
	if (!it || !blueprints)
		abort();
	it->value = definition;
	it->index = jv_object();
	it->writers = jv_object();
	blueprints[n_blueprints++] = it;
	return it;
}

void
blueprint_drop(struct blueprint *blueprint)
{
	size_t i = 0;

	while (blueprints[i] != blueprint)
		i++;
	n_blueprints--;
	memmove(blueprints + i, blueprints + i + 1,
		(n_blueprints - i) * sizeof(struct blueprint *));
	for (i = 0; i < blueprint->n; i++)
		jv_free(blueprint->entities[i].value);
	free(blueprint->entities);
	jv_free(blueprint->index);
	jv_free(blueprint->writers);
	jv_free(blueprint->value);
	synthetic_free(blueprint->synthetic);
	free(blueprint);
}

void
store_free(void)
{
	while (n_blueprints > 0)
		blueprint_drop(blueprints[n_blueprints - 1]);
	free(blueprints);
	blueprints = NULL;
}

/* The index of the first entity with that sequence number or a later one. */
static size_t
place(const struct blueprint *blueprint, unsigned long sequence)
{
	size_t low = 0, high = blueprint->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (blueprint->entities[middle].sequence < sequence)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct entity *
find(const struct blueprint *blueprint, const char *identifier)
{
	double number = field_number(blueprint->index, identifier, 0);

	if (number == 0)
		return NULL;
	return blueprint->entities + place(blueprint, (unsigned long)number);
}

jv
entity_get(const struct blueprint *blueprint, const char *identifier)
{
	struct entity *it = find(blueprint, identifier);

	if (it)
		return jv_copy(it->value);
	if (blueprint->synthetic)
		return synthetic_get(blueprint->synthetic, identifier);
	return jv_invalid();
}

bool
entity_protected(const struct blueprint *blueprint, const char *identifier)
{
	jv entity = jv_invalid();
	bool yes;

	if (blueprint->synthetic && !find(blueprint, identifier))
		entity = synthetic_get(blueprint->synthetic, identifier);
	yes = jv_is_valid(entity);
	jv_free(entity);
	return yes;
}

void
entity_put(struct blueprint *blueprint, jv value)
{
	const char *identifier = field_text(value, "identifier");
	struct entity *it = find(blueprint, identifier);

	if (it) {
		jv_free(it->value);
		it->value = value;
		return;
	}
	if (blueprint->n == blueprint->room) {
		blueprint->room = blueprint->room * 2 + 16;
		blueprint->entities = realloc(blueprint->entities,
			blueprint->room * sizeof(struct entity));
		if (!blueprint->entities)
			abort();
	}
	blueprint->entities[blueprint->n++] =
		(struct entity){ ++blueprint->last, value };
	blueprint->index = with(blueprint->index, identifier,
		jv_number((double)blueprint->last));
}

bool
entity_drop(struct blueprint *blueprint, const char *identifier)
{
	struct entity *it = find(blueprint, identifier);
	size_t i;

	if (!it)
		return false;
	i = (size_t)(it - blueprint->entities);
	blueprint->index = jv_object_delete(blueprint->index,
		jv_string(identifier));
	jv_free(it->value);
	blueprint->n--;
	memmove(it, it + 1, (blueprint->n - i) * sizeof(struct entity));
	return true;
}

jv
entity_next(const struct blueprint *blueprint, unsigned long *at)
{
	const struct synthetic *synthetic = blueprint->synthetic;
	size_t i;

	if (synthetic && *at <= synthetic_count(synthetic)) {
		*at += *at == 0;
		return synthetic_at(synthetic, (*at)++);
	}
	i = place(blueprint, *at);
	if (i == blueprint->n)
		return jv_invalid();
	*at = blueprint->entities[i].sequence + 1;
	return jv_copy(blueprint->entities[i].value);
}

const char *
entity_writer(const struct blueprint *blueprint, const char *identifier)
{
	return field_text(blueprint->writers, identifier);
}

size_t
entity_count(const struct blueprint *blueprint)
{
	return blueprint->n + (blueprint->synthetic ?
		synthetic_count(blueprint->synthetic) : 0);
}
