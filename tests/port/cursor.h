/* Cursors of a search: opaque, and good only for the same search. */
#ifndef PORT_CURSOR_H
#define PORT_CURSOR_H

#include <stdbool.h>
#include <jv.h>

/* The listing of `blueprint` by `body` goes on at that sequence number. */
jv cursor_make(const char *blueprint, jv body, unsigned long at);
/* False if that is no cursor of this search. */
bool cursor_read(const char *text, const char *blueprint, jv body,
	unsigned long *ret);

#endif
