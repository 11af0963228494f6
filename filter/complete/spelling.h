/* How a name that Port knows is written in a RESOURCE. */
#ifndef FILTER_COMPLETE_SPELLING_H
#define FILTER_COMPLETE_SPELLING_H

#include "helper/base/buf.h"

enum spelling {
	SPELLING_BLUEPRINT, /* before the : of BLUEPRINT:ENTITY */
	SPELLING_ENTITY,    /* after it */
	SPELLING_SEGMENT    /* between the slashes of a PATH */
};

/* Append `name` as it is, but for what means something else there, and control
 * bytes: they become %XX. 0, or -1 as buf_add. */
int spelling_write(struct buf *ret, enum spelling how, const char *name);

#endif
