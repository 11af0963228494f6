/* The read-only POST routes that find entities. */
#ifndef PORT_SEARCH_H
#define PORT_SEARCH_H

#include "tests/port/call.h"

jv search_blueprint(struct call *call);
jv search_all(struct call *call);
jv search_count(struct call *call);
jv search_top(struct call *call);

/* The answer for one page. Takes both; `next` is invalid for the last page. */
jv search_page(jv next, jv entities);

#endif
