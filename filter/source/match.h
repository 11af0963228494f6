/*
 * Checks that an answer is for the resource that was requested. On an HTTP/1.1
 * connection an unrequested answer that arrives while the next request is sent
 * looks like the answer to that.
 */
#ifndef FILTER_SOURCE_MATCH_H
#define FILTER_SOURCE_MATCH_H

#include <stdbool.h>

#include "helper/json/text.h"
#include "helper/url/resource.h"

/* Both take checked JSON. true: it names another entity or blueprint than the
 * resource. An answer without a name is accepted, since --include may leave the
 * name out. errno is ENOMEM if memory ran out. */

/* `identifier` of one entity. */
bool match_other_entity(const struct resource *r, const struct text *entity);

/* `blueprint` of the first entity of a page, a whole answer. */
bool match_other_page(const struct resource *r, const struct text *page);

#endif
