/* Relations of an entity that is being written: what they name must be there,
 * or be made. */
#ifndef PORT_RELATION_H
#define PORT_RELATION_H

#include "tests/port/write.h"

/* The identifier of the one entity that a query finds there; invalid, and *ret
 * is the problem. */
jv relation_resolve(const char *blueprint, jv query, jv *ret);
/* The body (taken) with the queries among its relations resolved. */
jv relations_resolved(const struct blueprint *blueprint, jv body, jv *ret);
/* A problem with what the relations lead to, or invalid. Makes what is
 * missing, if that is asked for. */
jv relations_targets(const struct write *write,
	const struct blueprint *blueprint, jv relations);

#endif
