/* Pages of the entities that a datasource wrote: in the blueprint that the path
 * names, or in all blueprints. */
#ifndef PORT_DATASOURCE_H
#define PORT_DATASOURCE_H

#include "tests/port/call.h"

jv datasource_entities(struct call *call);

#endif
