/* The words that fit where a RESOURCE, a field or a file is wanted. All of them
 * begin with what was typed. */
#ifndef FILTER_COMPLETE_WORDS_H
#define FILTER_COMPLETE_WORDS_H

#include "filter/complete/candidates.h"
#include "filter/complete/place.h"

/* Routes, without asking Port. `typed` is the RESOURCE so far, `before` stands
 * in front of it in the same word. */
void words_routes(struct candidates *c, const char *before, const char *typed);

/* What Port knows: blueprints, entities, and names for the `*` of a route. */
void words_names(struct candidates *c, const struct place *p,
		 const char *before, const char *typed);

/* Names of fields for --include; the RESOURCE before it says of which
 * blueprint. Those of every entity come without asking Port. */
void words_fields(struct candidates *c, const char *before, const char *typed);
void words_properties(struct candidates *c, const struct place *p,
		      const char *before, const char *typed);

/* Files; `typed` is @FILE so far. */
void words_files(struct candidates *c, const char *before, const char *typed);

#endif
