/*
 * Writing what the collections hold. The route's `from` is NAME:MEMBER, the
 * list and what names its items; `key` is the envelope (NULL: webhooks').
 */
#ifndef PORT_COLLECTION_WRITE_H
#define PORT_COLLECTION_WRITE_H

#include "tests/port/call.h"

jv collection_add(struct call *call);		/* POST */
jv collection_replace(struct call *call);	/* PUT */
jv collection_change(struct call *call);	/* PATCH */
jv collection_remove(struct call *call);	/* DELETE */

/* Those with their own rules. */
jv collection_add_scorecard(struct call *call);
jv organization_patch(struct call *call);

#endif
