/* How a name that Port knows is written in a RESOURCE. */
#ifndef FILTER_COMPLETE_SPELLING_H
#define FILTER_COMPLETE_SPELLING_H

#include "filter/complete/candidates.h"
#include "helper/base/buf.h"

enum spelling_kind {
	SPELLING_BLUEPRINT, /* before the : of BLUEPRINT:ENTITY */
	SPELLING_ENTITY,    /* after it */
	SPELLING_SEGMENT    /* between the slashes of a PATH */
};

struct spelling {
	enum spelling_kind kind;
	const char *before; /* what stands in front of the name */
	const char *typed;  /* the beginning of the name, as typed */
	const char *after;  /* what follows it; "" */
};

/* Add the word for `name`, if it begins with what was typed, however that is
 * spelled: only what means something else there becomes %XX. */
void spelling_offer(struct candidates *c, const struct spelling *s,
		    const char *name);

/* Append the n bytes of `typed` with each %XX as its byte, up to a % that is
 * not complete yet. 0, or -1 as buf_add. */
int spelling_read(struct buf *ret, const char *typed, size_t n);

/* Append `name` as a word of that kind. 0, or -1 as buf_add. */
int spelling_write(struct buf *ret, enum spelling_kind kind, const char *name);

#endif
