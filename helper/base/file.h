/* Files that are read whole, or as a list: line by line. */
#ifndef HELPER_BASE_FILE_H
#define HELPER_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"

/* The name of `file` in messages: "stdin" for "-". */
const char *file_name(const char *file);

/* The most bytes of JSON that are held at once. */
enum { FILE_MAX = 1 << 30 };

/* Append all of `file` to *ret; "-" is standard input. `option` names it in
 * messages too; "": none. Of a text, which holds no NUL, reading stops soon
 * after one, so that /dev/zero has an end; the caller refuses what it finds. 0,
 * or EX_BAD_USAGE after a message: the file cannot be read, or is larger than
 * ret->max. */
int file_read(const char *option, const char *file, bool text, struct buf *ret);

struct line {
	const char *text; /* without its end, CRLF or LF */
	size_t number;	  /* in the file, from 1 */
};

struct lines {
	const char *name; /* of the file, for messages; NULL: none */
	struct buf bytes;
	struct line *line; /* without blank lines and `#` comments */
	size_t n;
};

/* Read `file`; "-" is standard input. Lines that are blank or begin with `#`
 * are skipped. 0, or EX_BAD_USAGE after a message: the file cannot be read,
 * holds a NUL or more than 64 MiB. Free it either way. */
int lines_read(const char *file, struct lines *ret);

/* Whether line i begins as JSON does, and no RESOURCE: the file was meant for
 * another option. */
bool lines_is_json(const struct lines *l, size_t i);

/* The place of line i, for messages: "list:3: "; "" if the list has no name.
 * Valid until the next call. */
const char *lines_where(const struct lines *l, size_t i);
void lines_free(struct lines *l);

#endif
