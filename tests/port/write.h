/* Writing an entity: one way for the routes, for bulk and for the seed. */
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

/* The entity as stored; or invalid, and *ret is the problem. */
jv write_entity(struct write *write, struct blueprint *blueprint, jv body,
	jv *ret);
/* In place of the one that is there; parts of it with write->merge. Without, a
 * body with another identifier gives it that name, wherever it stands. */
jv write_over(struct write *write, struct blueprint *blueprint,
	const char *identifier, jv body, jv *ret);

/* Stores it, with who wrote it; `entity` is taken. */
void write_store(const struct write *write, struct blueprint *blueprint,
	jv entity);

/* An entity with nothing given yet, in the order Port answers. */
jv write_blank(const struct write *write, const struct blueprint *blueprint,
	const char *identifier);

#endif
