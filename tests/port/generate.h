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
 * A VALUE that is an array is one of its items; {"min", "max", "step"} is a
 * number; {"some": [...], "most": N} an array of up to N of them; in a string
 * {id} is the identifier, {n} the number and {d} a digit. Anything else is
 * itself. The same recipe always gives the same entities; padding is for
 * synthetic ones alone.
 */
#ifndef PORT_GENERATE_H
#define PORT_GENERATE_H

#include <jv.h>

/* Entity n (from 0) as the body of a POST; with a `number`, that is behind
 * its identifier, and it is padded. */
jv generate(jv recipe, int n, const char *number);

#endif
