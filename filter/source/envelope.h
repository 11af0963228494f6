/*
 * The object Port wraps its answers in: {ok, next, entities: [...]} for a page
 * of a listing, {ok, entity} for one entity, in one pass over the bytes.
 *
 *  1. Keys may be in any order and spelling; unknown ones are ignored; of a
 *     duplicate key the last counts.
 *  2. The whole answer is checked as JSON, with nothing after it.
 *  3. An `ok` that is not true makes an answer unusable; it may be missing.
 */
#ifndef FILTER_SOURCE_ENVELOPE_H
#define FILTER_SOURCE_ENVELOPE_H

#include <stddef.h>

#include "filter/projection/projection.h"
#include "helper/base/buf.h"
#include "helper/json/text.h"

/* A page with more entities is refused. */
enum { ENVELOPE_MAX = 1 << 20 };

struct envelope {
	struct text *entity; /* slices of the answer, or of `cut` */
	size_t n;
	size_t size;	/* allocated; kept from page to page */
	struct buf cut; /* what entities were cut down to */
	char *next;	/* cursor of the next page; NULL: none */
};

/* Both return NULL, or why the answer is unusable, as static text:
 * envelope_broken if it is not whole JSON, envelope_no_memory if memory ran
 * out. The texts point into p[0..n). */
extern const char envelope_broken[], envelope_no_memory[];

/* Read a page into *e, which is zero before the first. `reads` selects the
 * parts of each entity that are needed; NULL: all. */
const char *envelope_page(struct envelope *e, const struct projection *reads,
			  const char *p, size_t n);

/* Read the `key` of an answer, or, if that is NULL, all of it. */
const char *envelope_one(const char *p, size_t n, const char *key,
			 struct text *ret);

void envelope_free(struct envelope *e);

#endif
