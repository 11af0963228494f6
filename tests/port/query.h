/* Search rules: {combinator, rules}, nested, over entities. */
#ifndef PORT_QUERY_H
#define PORT_QUERY_H

#include <stdbool.h>
#include <jv.h>

#include "tests/port/store.h"

/* What is wrong with the query, as a string; invalid if nothing is. */
jv query_check(jv query);
/* Takes a query that query_check() accepted; an invalid one matches
 * everything. */
bool query_matches(jv query, const struct blueprint *blueprint, jv entity);

#endif
