/*
 * Names that only Port or the keyring knows, for completion. A token is minted
 * where none is at hand, but nothing ever prompts. Whatever fails gives no
 * names; messages go to stderr, which completion closes.
 */
#ifndef FILTER_COMPLETE_NAMES_H
#define FILTER_COMPLETE_NAMES_H

#include <jv.h>

#include "filter/complete/candidates.h"
#include "filter/complete/place.h"

enum { NAMES_MAX = 50 /* entities that are asked for */ };

/* The answer of a GET route; invalid: none. */
jv names_answer(const struct place *p, const char *path);

/* Up to NAMES_MAX + 1 entities of a listing ("service:") whose identifiers
 * begin with `begin`: an array of objects. */
jv names_entities(const struct place *p, const char *listing,
		  const char *begin);

/* Add the stored profiles. */
void names_profiles(struct candidates *c);

#endif
