/* A text file read whole, line by line. */
#ifndef FILTER_SOURCE_LINES_H
#define FILTER_SOURCE_LINES_H

#include <stddef.h>

#include "helper/base/buf.h"

struct line {
	const char *text; /* without its end, CRLF or LF */
	size_t number;	  /* from 1 */
};

struct lines {
	const char *name; /* for messages */
	struct buf bytes;
	struct line *line; /* without the blank ones */
	size_t n;
};

/* `file`, "-" is stdin. 0, or a code after a message: EX_BAD_USAGE where it is
 * unreadable or holds a NUL, EX_INTERNAL. Free it either way. */
int lines_read(const char *file, struct lines *ret);
void lines_free(struct lines *l);

#endif
