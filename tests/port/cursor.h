/* Cursors of a search: opaque, and valid only for the same search. */
#ifndef PORT_CURSOR_H
#define PORT_CURSOR_H

#include <stdbool.h>
#include <jv.h>

/* The cursor with which the search `body` of `blueprint` goes on at this
 * sequence number. */
jv cursor_make(const char *blueprint, jv body, unsigned long at);
/* False if `text` is not a cursor of this search. */
bool cursor_read(const char *text, const char *blueprint, jv body,
	unsigned long *ret);

#endif
