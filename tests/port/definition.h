/* Checks the definition of a blueprint. */
#ifndef PORT_DEFINITION_H
#define PORT_DEFINITION_H

#include <jv.h>

/* Returns a problem (call.h), or invalid if the definition is valid. */
jv definition_check(jv definition);

#endif
