/* The routes of entities. */
#ifndef PORT_ENTITY_H
#define PORT_ENTITY_H

#include "tests/port/call.h"

jv entities_get(struct call *call);
jv entities_count(struct call *call);
jv entity_get_one(struct call *call);
jv entity_post(struct call *call);
jv entity_put_one(struct call *call);
jv entity_patch(struct call *call);
jv entity_delete(struct call *call);
jv entities_delete_all(struct call *call);
jv entities_bulk(struct call *call);
jv entities_bulk_delete(struct call *call);

#endif
