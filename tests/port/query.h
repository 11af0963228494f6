/* Search rules: {combinator, rules}, nested, over entities. */
#ifndef PORT_QUERY_H
#define PORT_QUERY_H

#include <stdbool.h>
#include <jv.h>

#include "tests/port/store.h"

/* What is wrong with it, as a string; invalid if nothing is. */
jv query_check(jv query);
/* A query that query_check() has passed; invalid matches all. */
bool query_matches(jv query, const struct blueprint *blueprint, jv entity);

#endif
