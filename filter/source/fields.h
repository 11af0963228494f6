/* The names of fields and parameters that people give. */
#ifndef FILTER_SOURCE_FIELDS_H
#define FILTER_SOURCE_FIELDS_H

#include <jv.h>

#include "filter/cli/strings.h"
#include "helper/url/resource.h"

/* Fields of every entity; the body of a search names them with a `$`. Ended by
 * NULL. */
extern const char *const fields_plain[];

/* Check the names of --include or --exclude for an entity or listing: a field
 * that every entity has, properties.X or relations.X. 0, or EX_BAD_USAGE after
 * a message that names the option, and a hint. Names for any other route are
 * not checked. */
int fields_check(const struct resource *r, const char *option,
		 const struct strings *fields);

/* An array of the names in the form that the body of a search takes; invalid if
 * there are none. */
jv fields_translated(const struct strings *fields);

/* Check the parameters in a listing's URL: Port's search route ignores those
 * that it does not know. 0, or EX_BAD_USAGE after a message and a hint with the
 * option that was meant. */
int fields_check_parameters(const struct resource *r);

/* Only the hint, if there is such a parameter. */
void fields_hint_parameters(const struct resource *r);

/* The rule {property: ..., operator: ..., value: ...} of a --query, quoted for
 * a hint as shell_shown does. The value is text, a jq term. Consumes both. */
const char *fields_rule(jv property, const char *operator, jv value);

#endif
