/* Checks the parameters in a listing's URL. */
#ifndef FILTER_SOURCE_PARAMETERS_H
#define FILTER_SOURCE_PARAMETERS_H

#include <jv.h>

#include "helper/base/buf.h"
#include "helper/url/resource.h"

/* Port's search route ignores parameters that it does not know; refuse them. 0,
 * or EX_BAD_USAGE after a message and a hint with the option that was meant. */
int parameters_check(const struct resource *r);

/* Append to a command ` --query '{property: ..., operator: ..., value: ...}'`.
 * The value is a jq term; it is consumed. */
void parameters_add_rule(struct buf *hint, const char *property,
			 const char *operator, jv value);

#endif
