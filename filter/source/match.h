/*
 * Checks that an answer is for the resource that was requested. On an HTTP/1.1
 * connection an unrequested answer that arrives while the next request is sent
 * looks like the answer to that.
 */
#ifndef FILTER_SOURCE_MATCH_H
#define FILTER_SOURCE_MATCH_H

#include "helper/json/text.h"
#include "helper/url/resource.h"

/* Both take checked JSON. They return NULL if it may be the answer; one without
 * a name may, since --include may leave the name out. Else static text:
 * match_other if it names another than the resource, envelope_no_memory. */
extern const char match_other[];

/* Compares `identifier` of one entity. */
const char *match_entity(const struct resource *r, const struct text *entity);

/* Compares `blueprint` of the first entity of a page, a whole answer. */
const char *match_page(const struct resource *r, const struct text *page);

#endif
