/*
 * The routes that write to collections. The route's `from` is NAME:MEMBER: the
 * list, and the member that names its items. Its `key` is the envelope; NULL
 * means that of webhooks.
 */
#ifndef PORT_COLLECTION_WRITE_H
#define PORT_COLLECTION_WRITE_H

#include "tests/port/call.h"

jv collection_add(struct call *call);		/* POST */
jv collection_replace(struct call *call);	/* PUT */
jv collection_change(struct call *call);	/* PATCH */
jv collection_remove(struct call *call);	/* DELETE */

/* These have rules of their own. */
jv collection_add_scorecard(struct call *call);
jv organization_patch(struct call *call);

#endif
