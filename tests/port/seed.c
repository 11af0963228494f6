#include <string.h>

#include "tests/port/blueprint.h"
#include "tests/port/collection.h"
#include "tests/port/generate.h"
#include "tests/port/run.h"
#include "tests/port/seed.h"
#include "tests/port/synthetic.h"
#include "tests/port/token.h"
#include "tests/port/value.h"
#include "tests/port/write.h"

static const char author[] = "auth0|60d9ae0f2b8e3b0069b6f9b1";

/* What is wrong, as a string; takes both. */
static jv
told(const char *what, jv wrong)
{
	jv text;

	if (!jv_is_valid(wrong))
		return wrong;
	text = jv_string_fmt("%s: %s", what, field_text(wrong, "message"));
	jv_free(wrong);
	return text;
}

static jv
load_blueprints(jv list)
{
	jv wrong = jv_invalid();

	for (int i = 0; i < count(list) && !jv_is_valid(wrong); i++) {
		jv body = nth(list, i);
		const char *name = field_text(body, "identifier");
		struct blueprint *old = name ? blueprint_find(name) : NULL;

		wrong = told("blueprint", old ? blueprint_redefine(old, body,
			author) : blueprint_create(body, author));
		jv_free(body);
	}
	return wrong;
}

/* Stores an entity, with the times that it states. */
static jv
load_entity(struct blueprint *blueprint, jv body)
{
	static const char *const own[] = { "createdAt", "createdBy",
		"updatedAt", "updatedBy" };
	struct write write = { .author = author };
	jv wrong, entity = write_entity(&write, blueprint, body, &wrong);

	if (!jv_is_valid(entity))
		return told(blueprint_id(blueprint), wrong);
	for (int i = 0; i < 4; i++)
		if (has(body, own[i]))
			entity = with(entity, own[i], field(body, own[i]));
	entity_put(blueprint, entity);
	return jv_invalid();
}

static jv
load_entities(const char *name, jv list)
{
	struct blueprint *blueprint = blueprint_find(name);
	jv wrong = jv_invalid();

	if (!blueprint)
		return jv_string_fmt("no blueprint \"%s\"", name);
	for (int i = 0; i < count(list) && !jv_is_valid(wrong); i++) {
		jv body = nth(list, i);

		wrong = load_entity(blueprint, body);
		jv_free(body);
	}
	return wrong;
}

static jv
load_all_entities(jv tables)
{
	jv wrong = jv_invalid();

	if (!is_kind(tables, JV_KIND_OBJECT))
		return wrong;
	members(tables, name, list) {
		if (!jv_is_valid(wrong))
			wrong = load_entities(jv_string_value(name), list);
		jv_free(name);
		jv_free(list);
	}
	return wrong;
}

static jv
load_generated(struct blueprint *blueprint, jv recipe, int n)
{
	jv wrong = jv_invalid();

	for (int i = 0; i < n && !jv_is_valid(wrong); i++) {
		jv body = generate(recipe, i, NULL);

		wrong = load_entity(blueprint, body);
		jv_free(body);
	}
	return wrong;
}

/* The variants are checked and completed like any entity, but not stored. They
 * replace the entities that the blueprint had. */
static jv
load_synthetic(struct blueprint *blueprint, jv recipe, int n)
{
	struct write write = { .author = author, .validate_only = true };
	jv all = jv_array(), wrong = jv_invalid();

	for (int i = 0; i < SYNTHETIC_VARIANTS && !jv_is_valid(wrong); i++) {
		jv body = generate(recipe, i, SYNTHETIC_NUMBER), entity;

		/* no identifier may have a # in it */
		body = with(body, "marked", field(body, "identifier"));
		body = jv_object_delete(body, jv_string("identifier"));
		entity = write_entity(&write, blueprint, body, &wrong);
		if (jv_is_valid(entity))
			all = jv_array_append(all, with(entity, "identifier",
				field(body, "marked")));
		jv_free(body);
	}
	if (jv_is_valid(wrong)) {
		jv_free(all);
		return told("synthetic", wrong);
	}
	while (blueprint->n > 0)
		entity_drop(blueprint, field_text(blueprint->entities[
			blueprint->n - 1].value, "identifier"));
	blueprint->synthetic = synthetic_new(all, (size_t)n);
	blueprint->last = (unsigned long)n;
	return wrong;
}

static jv
load_recipe(jv recipe, const struct seed_counts *counts)
{
	const char *name = field_text(recipe, "blueprint");
	struct blueprint *blueprint = name ? blueprint_find(name) : NULL;
	int n, synthetic;

	if (!blueprint)
		return jv_string("a recipe without its blueprint");
	synthetic = (int)field_number(counts->synthetic, name, 0);
	if (synthetic > 0)
		return load_synthetic(blueprint, recipe, synthetic);
	n = (int)field_number(counts->generate, name,
		field_number(recipe, "count", 0));
	return load_generated(blueprint, recipe, n);
}

static void
load_credentials(jv list)
{
	for (int i = 0; i < count(list); i++) {
		jv it = nth(list, i);
		const char *id = field_text(it, "clientId");
		const char *secret = field_text(it, "clientSecret");

		if (id && secret)
			credential_add(id, secret);
		jv_free(it);
	}
}

static void
load_runs(jv list)
{
	for (int i = 0; i < count(list); i++)
		run_seed(nth(list, i));
}

static jv
load_parts(jv seed, const struct seed_counts *counts)
{
	jv blueprints = field(seed, "blueprints"), wrong;
	jv entities = field(seed, "entities");
	jv recipes = field(seed, "generate");

	wrong = load_blueprints(blueprints);
	if (!jv_is_valid(wrong))
		wrong = load_all_entities(entities);
	for (int i = 0; i < count(recipes) && !jv_is_valid(wrong); i++) {
		jv recipe = nth(recipes, i);

		wrong = load_recipe(recipe, counts);
		jv_free(recipe);
	}
	jv_free(blueprints);
	jv_free(entities);
	jv_free(recipes);
	return wrong;
}

jv
seed_load(const char *file, const struct seed_counts *counts)
{
	jv texts = jv_load_file(file, 0), seed, part, wrong;

	if (!jv_is_valid(texts) || count(texts) != 1) {
		jv_free(texts);
		return jv_string_fmt("%s is not one JSON text", file);
	}
	seed = jv_array_get(texts, 0);
	part = field(seed, "credentials");
	load_credentials(part);
	jv_free(part);
	part = field(seed, "collections");
	members(part, name, value) {
		collection_set(jv_string_value(name), value);
		jv_free(name);
	}
	jv_free(part);
	wrong = load_parts(seed, counts);
	part = field(seed, "runs");
	load_runs(part);
	jv_free(part);
	jv_free(seed);
	return wrong;
}
