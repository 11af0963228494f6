/*
 * Believable entities from a recipe of the seed:
 *
 * {"blueprint": "service", "count": 240,
 *  "names": [["checkout", ...], ["", "-api", ...]],  identifiers: one of each
 *  "title": VALUE, "team": VALUE, "properties": {NAME: VALUE, ...},
 *  "relations": {NAME: VALUE, ...},
 *  "missing": {"owner": 17},              every 17th has no owner
 *  "pad": {"property": "readme", "bytes": 1900, "with": ["A sentence.", ...]}}
 *
 * An array as a VALUE stands for one of its items; {"min", "max", "step"} for a
 * number; {"some": [...], "most": N} for an array of up to N of the items. In a
 * string {id} is the identifier, {n} the number and {d} a digit. Any other
 * VALUE is used as it is. The same recipe always gives the same entities. Only
 * synthetic entities are padded.
 */
#ifndef PORT_GENERATE_H
#define PORT_GENERATE_H

#include <jv.h>

/* Entity n (from 0) as the body of a POST. With a `number`, its identifier ends
 * in it, and the entity is padded. */
jv generate(jv recipe, int n, const char *number);

#endif
