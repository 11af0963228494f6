/* The read-only POST routes that look for entities. */
#ifndef PORT_SEARCH_H
#define PORT_SEARCH_H

#include "tests/port/call.h"

jv search_blueprint(struct call *call);
jv search_all(struct call *call);

#endif
