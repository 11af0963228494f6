/*
 * Blueprints and their entities, oldest first. Each entity has a sequence
 * number that is never used again, and a listing goes on at a sequence number.
 * So an entity that is created or deleted meanwhile neither repeats nor hides
 * another.
 */
#ifndef PORT_STORE_H
#define PORT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

struct synthetic;

struct entity {
	unsigned long sequence;
	jv value;
};

struct blueprint {
	jv value;		/* its definition, as in answers */
	struct entity *entities;
	size_t n, room;
	jv index;		/* identifier to sequence number */
	jv writers;		/* identifier to the User-Agent that wrote it */
	unsigned long last;	/* the newest sequence number */
	struct synthetic *synthetic; /* numbers 1 to N; NULL: none */
};

size_t blueprint_count(void);
struct blueprint *blueprint_at(size_t i);
struct blueprint *blueprint_find(const char *identifier);
const char *blueprint_id(const struct blueprint *blueprint);
/* Parts of its definition: `properties` and `required` of the schema;
 * relations. */
jv blueprint_properties(const struct blueprint *blueprint);
jv blueprint_required(const struct blueprint *blueprint);
jv blueprint_relations(const struct blueprint *blueprint);
struct blueprint *blueprint_add(jv definition);	/* taken */
void blueprint_drop(struct blueprint *blueprint);
void store_free(void);

/* The entity; invalid if there is none. */
jv entity_get(const struct blueprint *blueprint, const char *identifier);
/* Whether the entity is synthetic and cannot be changed. */
bool entity_protected(const struct blueprint *blueprint,
	const char *identifier);
/* Adds an entity, or replaces the one with its identifier; takes `value`. */
void entity_put(struct blueprint *blueprint, jv value);
bool entity_drop(struct blueprint *blueprint, const char *identifier);
/* The first entity at sequence number *at or later; moves *at past it. Invalid
 * at the end. Start with 0. */
jv entity_next(const struct blueprint *blueprint, unsigned long *at);
/* Its $datasource: the User-Agent that wrote it last; NULL if unknown. */
const char *entity_writer(const struct blueprint *blueprint,
	const char *identifier);
size_t entity_count(const struct blueprint *blueprint);

#endif
