/*
 * The object Port wraps its answers in: {ok, next, entities: [...]} for a page
 * of a listing, {ok, entity} for one entity, in one pass over the bytes.
 *
 *  1. Keys may be in any order and spelling; unknown ones are ignored; of a
 *     duplicate key the last counts.
 *  2. The whole answer is checked as JSON, with nothing after it.
 *  3. An `ok` that is not true makes an answer unusable; it may be missing.
 *  4. An entity under another name than that of the resource makes it unusable:
 *     on an HTTP/1.1 connection an unrequested answer that arrives while the
 *     next request is sent looks like the answer to that. The name may be
 *     missing, since --include may leave it out.
 */
#ifndef FILTER_SOURCE_ENVELOPE_H
#define FILTER_SOURCE_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/text.h"
#include "helper/url/resource.h"

/* A page with more entities is refused. */
enum { ENVELOPE_MAX = 1 << 20 };

struct envelope {
	struct text *text; /* the entities of a page; the entity; of any other
			      route the whole answer. Slices of the answer,
			      or of `cut` */
	size_t n;
	struct buf cut; /* what entities were cut down to */
	char *next;	/* cursor of the next page; NULL: none */
};

/* Read the answer p[0..n) to the request for a resource into *e, which is zero
 * before the first. `reads` selects the parts of each entity of a page that are
 * needed; NULL: all. Returns NULL, or why it is unusable, as static text. The
 * texts point into p[0..n) or e->cut. */
const char *envelope_read(struct envelope *e, const struct resource *r,
			  const struct projection *reads, const char *p,
			  size_t n);

/* Whether another try may bring a better answer: it is not JSON, or it is the
 * answer to another request. */
bool envelope_is_broken(const char *why);

void envelope_free(struct envelope *e);

#endif
