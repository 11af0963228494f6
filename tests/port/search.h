/* The read-only POST routes that look for entities. */
#ifndef PORT_SEARCH_H
#define PORT_SEARCH_H

#include "tests/port/call.h"

jv search_blueprint(struct call *call);
jv search_all(struct call *call);
jv search_count(struct call *call);
jv search_top(struct call *call);

/* The answer of a page; both are taken; `next` is invalid on the last one. */
jv search_page(jv next, jv entities);

#endif
