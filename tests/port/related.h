/*
 * relatedTo: {operator, blueprint, value, direction?, required?}. An entity is
 * related to another where one leads to the other over relations: upstream,
 * its own lead there; downstream, the others lead to it; without a direction
 * either will do. required: over required relations only.
 */
#ifndef PORT_RELATED_H
#define PORT_RELATED_H

#include <stdbool.h>
#include <jv.h>

#include "tests/port/store.h"

bool related_is(const char *operator);
/* What is wrong with the rule, as a string; invalid if nothing is. */
jv related_check(jv rule);
bool related_matches(jv rule, const struct blueprint *blueprint, jv entity);

#endif
