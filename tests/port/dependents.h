/* What is related to an entity that is to go. */
#ifndef PORT_DEPENDENTS_H
#define PORT_DEPENDENTS_H

#include <stdbool.h>

/* Whether a required relation of another entity leads to it. */
bool dependents_any(const char *blueprint, const char *identifier);
/* Deletes all that lead to it, or (not all) takes it out of their relations. */
void dependents_settle(const char *blueprint, const char *identifier,
	bool all);

#endif
