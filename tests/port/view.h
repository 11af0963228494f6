/* An entity as in an answer: with calculated values, and the selected
 * fields. */
#ifndef PORT_VIEW_H
#define PORT_VIEW_H

#include <jv.h>

#include "tests/port/store.h"

/* `params` are the query parameters of the GET routes: an object, or invalid
 * for none. Takes `entity`. */
jv entity_view(const struct blueprint *blueprint, jv entity, jv params);

/*
 * Keep only the fields in `include` (an array; invalid: all), without those in
 * `exclude`. entity_fields names a field by its path in the entity's JSON:
 * identifier, properties.x, relations.y. entity_columns names it as the body of
 * a search does: $identifier, $title, x, y. Both take `entity`.
 */
jv entity_fields(jv entity, jv include, jv exclude);
jv entity_columns(jv entity, jv include, jv exclude);

#endif
