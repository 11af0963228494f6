/* Pages of the entities that a datasource wrote: of the blueprint that the path
 * names, or of all. */
#ifndef PORT_DATASOURCE_H
#define PORT_DATASOURCE_H

#include "tests/port/call.h"

jv datasource_entities(struct call *call);

#endif
