/* The words that fit where a RESOURCE, a field or a file is wanted, for the
 * value that begins at p->before in the word at the cursor. */
#ifndef FILTER_COMPLETE_WORDS_H
#define FILTER_COMPLETE_WORDS_H

#include "filter/complete/candidates.h"
#include "filter/complete/place.h"
#include "helper/base/buf.h"

/* Routes, without asking Port. */
void words_routes(struct candidates *c, const struct place *p);

/* What Port knows: blueprints, entities, and names for the `*` of a route. */
void words_names(struct candidates *c, const struct place *p);

/* Fields of every entity for --include, without asking Port; and those of the
 * blueprint that the RESOURCE before it is about. */
void words_fields(struct candidates *c, const struct place *p);
void words_properties(struct candidates *c, const struct place *p);

/* Files, for @FILE. */
void words_files(struct candidates *c, const struct place *p);

/* How a name that Port knows is written in a RESOURCE. */
enum spelling {
	SPELLING_BLUEPRINT, /* before the : of BLUEPRINT:ENTITY */
	SPELLING_ENTITY,    /* after it */
	SPELLING_SEGMENT    /* between the slashes of a PATH */
};

/* Append `name` as it is, but for what means something else there, and control
 * bytes: they become %XX. 0, or -1 as buf_add. */
int words_spell(struct buf *ret, enum spelling how, const char *name);

#endif
