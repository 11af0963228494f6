/* A list: the lines of a text file. */
#ifndef HELPER_BASE_LINES_H
#define HELPER_BASE_LINES_H

#include <stddef.h>

#include "helper/base/buf.h"

struct line {
	const char *text; /* without its end, CRLF or LF */
	size_t number;	  /* in the file, from 1 */
};

struct lines {
	const char *name; /* of the file, for messages */
	struct buf bytes;
	struct line *line; /* without blank lines and `#` comments */
	size_t n;
};

/* Read `file`; "-" is standard input. Lines that are blank or begin with `#`
 * are skipped. 0, or a code after a message: EX_BAD_USAGE when the file cannot
 * be read, holds a NUL or more than 64 MiB; EX_INTERNAL. Free it either way. */
int lines_read(const char *file, struct lines *ret);
void lines_free(struct lines *l);

#endif
