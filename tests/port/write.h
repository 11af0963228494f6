/* Writes an entity, for the routes, for bulk and for the seed. */
#ifndef PORT_WRITE_H
#define PORT_WRITE_H

#include <stdbool.h>
#include <jv.h>

#include "tests/port/call.h"
#include "tests/port/store.h"

struct write {
	const struct call *call;	/* for the audit log; NULL: seed */
	const char *author;
	bool upsert, merge, create_missing, validate_only;
	bool created;			/* filled in */
};

/* Returns the entity as it was stored; or invalid, and *ret is the problem. */
jv write_entity(struct write *write, struct blueprint *blueprint, jv body,
	jv *ret);
/* Replaces an entity, or with write->merge changes parts of it. Without merge,
 * a body with another identifier renames it, in relations as well. */
jv write_over(struct write *write, struct blueprint *blueprint,
	const char *identifier, jv body, jv *ret);

/* Stores it, and who wrote it; takes `entity`. */
void write_store(const struct write *write, struct blueprint *blueprint,
	jv entity);

/* An entity without values, with its keys in the order of Port. */
jv write_blank(const struct write *write, const struct blueprint *blueprint,
	const char *identifier);

#endif
