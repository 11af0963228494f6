/* What is only read: teams, users, pages and so on, as the seed gives it. */
#ifndef PORT_COLLECTION_H
#define PORT_COLLECTION_H

#include "tests/port/call.h"

void collection_set(const char *name, jv value);	/* taken */
/* The item of a list whose member `by` is so; invalid: none. */
jv collection_find(const char *name, const char *by, const char *value);
void collection_free(void);

/* The route's `from` names the collection, for an item NAME:MEMBER, where
 * MEMBER is what the last segment gives; `key` is the envelope. */
jv collection_list(struct call *call);
jv collection_item(struct call *call);
jv collection_value(struct call *call);
/* Without an envelope: the value's members beside "ok". */
jv collection_flat(struct call *call);
/* Those with their own rules. */
jv collection_webhooks(struct call *call);
jv collection_webhook(struct call *call);
jv collection_integration(struct call *call);
jv collection_actions(struct call *call);
jv collection_scorecards(struct call *call);
jv collection_scorecard(struct call *call);
/* Of a blueprint (arg[0]), an action or a page that must be there. */
jv collection_permissions(struct call *call);

#endif
