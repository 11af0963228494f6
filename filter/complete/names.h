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

/* What a jq filter makes of the answer of a GET route: an array. */
jv names_answer(const struct place *p, const char *path, const char *filter);

/* Up to NAMES_MAX + 1 identifiers of a listing ("service:") that begin with
 * `begin`: an array. */
jv names_entities(const struct place *p, const char *listing,
		  const char *begin);

/* Add the stored profiles. */
void names_profiles(struct candidates *c);

#endif
