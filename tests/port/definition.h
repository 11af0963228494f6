/* What a blueprint's definition must be. */
#ifndef PORT_DEFINITION_H
#define PORT_DEFINITION_H

#include <jv.h>

/* A problem (call.h), or invalid if all is well. */
jv definition_check(jv definition);

#endif
