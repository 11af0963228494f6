/* An entity as it is answered: calculated values in, fields asked for. */
#ifndef PORT_VIEW_H
#define PORT_VIEW_H

#include <jv.h>

#include "tests/port/store.h"

/* The query parameters of the GET routes; an object, invalid: none. What is
 * taken is `entity`. */
jv entity_view(const struct blueprint *blueprint, jv entity, jv params);

/*
 * Only the fields in `include` (an array; invalid: all), without those in
 * `exclude`. entity_fields knows them by their place in the entity's JSON:
 * identifier, properties.x, relations.y; entity_columns as a search's body
 * does: $identifier, $title, x, y. `entity` is taken.
 */
jv entity_fields(jv entity, jv include, jv exclude);
jv entity_columns(jv entity, jv include, jv exclude);

#endif
