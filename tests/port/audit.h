/* The audit log: what was changed, newest first. */
#ifndef PORT_AUDIT_H
#define PORT_AUDIT_H

#include "tests/port/call.h"

/* Adds an entry, such as resource "entity" and action "CREATE". `blueprint` may
 * be NULL. Does nothing if `call` is NULL, as for the seed. */
void audit_note(const struct call *call, const char *resource,
	const char *action, const char *blueprint, const char *identifier);
jv audit_get(struct call *call);
void audit_free(void);

#endif
