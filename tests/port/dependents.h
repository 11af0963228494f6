/* What is related to an entity that is to go, or to be called otherwise. */
#ifndef PORT_DEPENDENTS_H
#define PORT_DEPENDENTS_H

#include <stdbool.h>

/* Whether a required relation of another entity leads to it. */
bool dependents_any(const char *blueprint, const char *identifier);
/* Deletes all that lead to it, or (not all) takes it out of their relations. */
void dependents_settle(const char *blueprint, const char *identifier,
	bool all);
/* Entity `from` is called `to` now: relations that led there do again. */
void dependents_follow(const char *blueprint, const char *from,
	const char *to);

#endif
