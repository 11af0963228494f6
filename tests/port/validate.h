/* Whether properties and relations are what the blueprint says. */
#ifndef PORT_VALIDATE_H
#define PORT_VALIDATE_H

#include <jv.h>

#include "tests/port/store.h"

/* A problem (call.h), or invalid if all is well. */
jv validate_properties(const struct blueprint *blueprint, jv properties);
jv validate_relations(const struct blueprint *blueprint, jv relations);

#endif
