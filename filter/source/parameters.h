/* What the query of a listing's URL may hold. */
#ifndef FILTER_SOURCE_PARAMETERS_H
#define FILTER_SOURCE_PARAMETERS_H

#include <jv.h>

#include "helper/base/buf.h"
#include "helper/url/resource.h"

/* Port's search route passes over parameters that it does not know. They are
 * refused: 0, or EX_BAD_USAGE after a message and a hint that spells out what
 * was meant. */
int parameters_check(const struct resource *r);

/* Append to a command ` --query '{property: ..., operator: ..., value: ...}'`.
 * The value is a text of jq's language; it is consumed. */
void parameters_add_rule(struct buf *hint, const char *property,
			 const char *operator, jv value);

#endif
