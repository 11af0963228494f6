/* The relations of an entity that is written: their targets must exist, or are
 * created. */
#ifndef PORT_RELATION_H
#define PORT_RELATION_H

#include "tests/port/write.h"

/* The identifier of the only entity of the blueprint that the query finds;
 * otherwise invalid, and *ret is the problem. */
jv relation_resolve(const char *blueprint, jv query, jv *ret);
/* Takes the body, and returns it with identifiers in place of queries. */
jv relations_resolved(const struct blueprint *blueprint, jv body, jv *ret);
/* Returns a problem with the targets, or invalid. Creates missing targets if
 * write->create_missing. */
jv relations_targets(const struct write *write,
	const struct blueprint *blueprint, jv relations);

#endif
