/* The GET routes of Port's API, as completion offers them. */
#ifndef FILTER_COMPLETE_ROUTES_H
#define FILTER_COMPLETE_ROUTES_H

#include "filter/cli/route_table.h"
#include "filter/complete/candidates.h"

/* Add the continuations, from its last segment on, of the routes that begin
 * with the PATH `typed`, each up to the next `*`. c->front is where that
 * segment begins. */
void routes_offer(struct candidates *c, const char *typed);

/* The route in which the last segment of `typed` is the last `*`; NULL if there
 * is none, or Port lists no names for it. */
const struct route *routes_listed(const char *typed);

#endif
