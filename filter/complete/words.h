/* Offers words for a RESOURCE, a field or a file: the value that begins at
 * p->before in the word at the cursor. */
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
 * blueprint in the RESOURCE before it. */
void words_fields(struct candidates *c, const struct place *p);
void words_properties(struct candidates *c, const struct place *p);

/* Files, for @FILE. */
void words_files(struct candidates *c, const struct place *p);

/* Where in a RESOURCE a name from Port is written. */
enum spelling {
	SPELLING_BLUEPRINT, /* before the : of BLUEPRINT:ENTITY */
	SPELLING_ENTITY,    /* after it */
	SPELLING_SEGMENT    /* between the slashes of a PATH */
};

/* Append `name`; bytes with another meaning there, and control bytes, become
 * %XX. 0, or -1 as buf_add. */
int words_spell(struct buf *ret, enum spelling how, const char *name);

#endif
