/* The routes of blueprints. */
#ifndef PORT_BLUEPRINT_H
#define PORT_BLUEPRINT_H

#include "tests/port/call.h"
#include "tests/port/store.h"

jv blueprints_get(struct call *call);
jv blueprint_get(struct call *call);
jv blueprint_post(struct call *call);
jv blueprint_put(struct call *call);
jv blueprint_patch(struct call *call);
jv blueprint_delete(struct call *call);

/* Checks and adds a blueprint. Returns a problem (call.h), or invalid. */
jv blueprint_create(jv body, const char *author);
/* Replaces the definition of `it`; otherwise the same. */
jv blueprint_redefine(struct blueprint *it, jv body, const char *author);
/* The blueprint that call->arg[0] names; NULL if there is none, and then *ret
 * is the refusal. */
struct blueprint *blueprint_of(struct call *call, jv *ret);

#endif
