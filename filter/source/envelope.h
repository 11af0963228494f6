/*
 * The object Port wraps its answers in: {ok, next, entities: [...]} for a page
 * of a listing, {ok, entity} for one entity, in one pass over the bytes.
 *
 *  1. Keys stand in any order and spelling; unknown ones are passed over; of
 *     a key that stands twice the last counts.
 *  2. The whole answer is checked as JSON, with nothing behind it.
 *  3. `ok` that is not true, where it stands, makes an answer unusable.
 */
#ifndef FILTER_SOURCE_ENVELOPE_H
#define FILTER_SOURCE_ENVELOPE_H

#include <stddef.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/text.h"

/* More in one page is no page. */
enum { ENVELOPE_MAX = 1 << 20 };

struct envelope {
	struct text *entity; /* slices of the answer, or of `cut` */
	size_t n;
	size_t size;	/* allocated; kept from page to page */
	struct buf cut; /* what entities were cut down to */
	char *next;	/* cursor of the page to come; NULL: none */
};

/* Both return NULL, or why the answer is unusable, in static text; that is
 * envelope_broken where it is not JSON as a whole. Borrow p[0..n) for as long
 * as the texts are used. */
extern const char envelope_broken[];

/* A page into *e, which is zero before the first. Of each entity only what
 * `reads` says is sure to be there; NULL: all. */
const char *envelope_page(struct envelope *e, const struct projection *reads,
			  const char *p, size_t n);

/* The `key` of an answer, or all of it where that is NULL. */
const char *envelope_one(const char *p, size_t n, const char *key,
			 struct text *ret);

void envelope_free(struct envelope *e);

#endif
