/* Checks properties and relations against the blueprint. */
#ifndef PORT_VALIDATE_H
#define PORT_VALIDATE_H

#include <jv.h>

#include "tests/port/store.h"

/* Return a problem (call.h), or invalid if they are valid. */
jv validate_properties(const struct blueprint *blueprint, jv properties);
jv validate_relations(const struct blueprint *blueprint, jv relations);

#endif
