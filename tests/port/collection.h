/* Teams, users, pages and so on, as the seed gives them. */
#ifndef PORT_COLLECTION_H
#define PORT_COLLECTION_H

#include "tests/port/call.h"

void collection_set(const char *name, jv value);	/* taken */
/* The item of a list whose member `by` is so; invalid: none. */
jv collection_find(const char *name, const char *by, const char *value);
/* The whole of it; invalid: none. */
jv collection_get(const char *name);
/* Puts an item into a list: in place of the one whose member `by` is the same,
 * or at its end; `item` is taken. */
void collection_put(const char *name, const char *by, jv item);
/* False if there was none. */
bool collection_drop(const char *name, const char *by, const char *value);
void collection_free(void);
/* The last of the path's arguments. */
const char *collection_arg(const struct call *call);

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
jv collection_logs(struct call *call);
jv collection_scorecards(struct call *call);
jv collection_scorecard(struct call *call);
/* Of a blueprint (arg[0]), an action or a page that must be there. */
jv collection_permissions(struct call *call);

#endif
