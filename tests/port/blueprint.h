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

/* A new one, checked: a problem, or invalid. Also what the seed uses. */
jv blueprint_create(jv body, const char *author);
/* A new definition for one that is there; likewise. */
jv blueprint_redefine(struct blueprint *it, jv body, const char *author);
/* The blueprint of call->arg[0]; NULL, and *ret is the refusal. */
struct blueprint *blueprint_of(struct call *call, jv *ret);

#endif
