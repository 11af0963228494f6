/*
 * Blueprints and their entities, in the order of their making. A sequence
 * number, given once and never again, says where a listing is: what is made
 * or deleted meanwhile neither doubles nor hides another entity.
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
	jv value;		/* its definition, as it is answered */
	struct entity *entities;
	size_t n, room;
	jv index;		/* identifier to sequence number */
	jv writers;		/* identifier to the User-Agent that wrote it */
	unsigned long last;	/* sequence number given last */
	struct synthetic *synthetic; /* many more, at 1 to N; NULL: none */
};

size_t blueprint_count(void);
struct blueprint *blueprint_at(size_t i);
struct blueprint *blueprint_find(const char *identifier);
const char *blueprint_id(const struct blueprint *blueprint);
/* A part of its definition: properties, required of the schema; relations. */
jv blueprint_properties(const struct blueprint *blueprint);
jv blueprint_required(const struct blueprint *blueprint);
jv blueprint_relations(const struct blueprint *blueprint);
struct blueprint *blueprint_add(jv definition);	/* taken */
void blueprint_drop(struct blueprint *blueprint);
void store_free(void);

/* Invalid if there is none. */
jv entity_get(const struct blueprint *blueprint, const char *identifier);
/* Whether it is a synthetic one, which cannot be changed. */
bool entity_protected(const struct blueprint *blueprint,
	const char *identifier);
/* New, or in place of the one with its identifier; `value` is taken. */
void entity_put(struct blueprint *blueprint, jv value);
bool entity_drop(struct blueprint *blueprint, const char *identifier);
/* The next entity at or behind *at, which moves behind it; invalid at the
 * end. Begin with 0. */
jv entity_next(const struct blueprint *blueprint, unsigned long *at);
/* Its $datasource: who wrote it last. NULL: nobody knows. */
const char *entity_writer(const struct blueprint *blueprint,
	const char *identifier);
size_t entity_count(const struct blueprint *blueprint);

#endif
