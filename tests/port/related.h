/*
 * relatedTo: {operator, blueprint, value, direction?, required?}. Two entities
 * are related if a chain of relations leads from one to the other. Upstream:
 * the chain starts at the entity itself; downstream: it ends there; without a
 * direction both count. required: only required relations count.
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
