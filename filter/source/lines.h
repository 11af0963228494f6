/* A text file read whole, line by line. */
#ifndef FILTER_SOURCE_LINES_H
#define FILTER_SOURCE_LINES_H

#include <stddef.h>

#include "helper/base/buf.h"

struct list_line {
	const char *text;	/* without its end, CRLF or LF */
	size_t number;		/* from 1 */
};

struct list {
	const char *name;	/* for messages */
	struct buf bytes;
	struct list_line *line;	/* without the blank ones */
	size_t n;
};

/* `file`, "-" is stdin. 0, or a code after a message: EX_BAD_USAGE where it is
 * unreadable or holds a NUL, EX_INTERNAL. Free it either way. */
int list_read(const char *file, struct list *ret);
void list_free(struct list *l);

#endif
