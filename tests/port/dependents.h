/* The relations that point to an entity which is deleted or renamed. */
#ifndef PORT_DEPENDENTS_H
#define PORT_DEPENDENTS_H

#include <stdbool.h>

/* Whether a required relation of another entity points to it. */
bool dependents_any(const char *blueprint, const char *identifier);
/* Deletes every entity that points to it, or (not `all`) removes it from their
 * relations. */
void dependents_settle(const char *blueprint, const char *identifier,
	bool all);
/* Entity `from` was renamed to `to`: changes the relations that point to it. */
void dependents_follow(const char *blueprint, const char *from,
	const char *to);

#endif
