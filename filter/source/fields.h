/* The names of --include and --exclude. */
#ifndef FILTER_SOURCE_FIELDS_H
#define FILTER_SOURCE_FIELDS_H

#include <jv.h>

#include "filter/cli/strings.h"
#include "helper/url/resource.h"

/* Fields of every entity; the body of a search names them with a `$`. Ended by
 * NULL. */
extern const char *const fields_plain[];

/* Check the names for an entity or listing: a field that every entity has,
 * properties.X or relations.X. 0, or EX_BAD_USAGE after a message that names
 * the option, and a hint. Names for any other route are not checked. */
int fields_check(const struct resource *r, const char *option,
		 const struct strings *fields);

/* The names in the form that the body of a search takes. */
jv fields_translated(const struct strings *fields);

#endif
