/*
 * Whether an answer is the one that was asked for. On a connection of HTTP/1.1
 * nothing else tells: an answer that nobody asked for, if it comes while the
 * next request is on its way, looks like the answer to that.
 */
#ifndef FILTER_SOURCE_MATCH_H
#define FILTER_SOURCE_MATCH_H

#include <stdbool.h>

#include "helper/json/text.h"
#include "helper/url/resource.h"

/* Both take JSON that has been checked. true: it names another one than the
 * resource does. What names none is taken for the right one, since --include
 * may leave the name out. errno is ENOMEM when memory was out. */

/* `identifier` of one entity. */
bool match_other_entity(const struct resource *r, const struct text *entity);

/* `blueprint` of the first entity of a page, a whole answer. */
bool match_other_page(const struct resource *r, const struct text *page);

#endif
