/* The operators of a search rule. */
#ifndef PORT_OPERATOR_H
#define PORT_OPERATOR_H

#include <stdbool.h>
#include <jv.h>

struct operator {
	const char *name;
	enum { TAKES_ANY, TAKES_NOTHING, TAKES_ARRAY, TAKES_RANGE } takes;
	bool (*test)(jv have, jv want);	/* borrows; `have` may be invalid */
	bool negated;
};

const struct operator *operator_named(const char *name);
/* Whether `value` has a type that the operator takes. */
bool operator_takes(const struct operator *operator, jv value);
bool operator_holds(const struct operator *operator, jv have, jv want);

#endif
