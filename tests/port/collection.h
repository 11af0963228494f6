/* Teams, users, pages and so on: lists that come from the seed. */
#ifndef PORT_COLLECTION_H
#define PORT_COLLECTION_H

#include "tests/port/call.h"

void collection_set(const char *name, jv value);	/* taken */
/* The first item whose member `by` has this value; invalid if there is none. */
jv collection_find(const char *name, const char *by, const char *value);
/* The whole list; invalid if there is none. */
jv collection_get(const char *name);
/* Puts an item into a list: in place of the one whose member `by` is the same,
 * or at its end; `item` is taken. */
void collection_put(const char *name, const char *by, jv item);
/* Removes an item; false if there was none. */
bool collection_drop(const char *name, const char *by, const char *value);
void collection_free(void);
/* The last argument of the path. */
const char *collection_arg(const struct call *call);

/* These serve a whole list, an item and a value. The route's `from` is the name
 * of the list; for an item NAME:MEMBER, where the last segment of the path is
 * the value of MEMBER. The route's `key` is the envelope. */
jv collection_list(struct call *call);
jv collection_item(struct call *call);
jv collection_value(struct call *call);
/* Without an envelope: the members of the value stand beside "ok". */
jv collection_flat(struct call *call);
/* These have rules of their own. */
jv collection_webhooks(struct call *call);
jv collection_webhook(struct call *call);
jv collection_integration(struct call *call);
jv collection_actions(struct call *call);
jv collection_logs(struct call *call);
jv collection_scorecards(struct call *call);
jv collection_scorecard(struct call *call);
/* The permissions of a blueprint, an action or a page, which must exist. */
jv collection_permissions(struct call *call);

#endif
