/* Read a file whole. */
#ifndef HELPER_BASE_FILE_H
#define HELPER_BASE_FILE_H

#include "helper/base/buf.h"

/* The name of `file` in messages: "stdin" for "-". */
const char *file_name(const char *file);

/* Append all of `file` to *ret; "-" is standard input. 0, or a code after a
 * message: EX_BAD_USAGE when it cannot be read or is larger than ret->max,
 * EX_INTERNAL when memory runs out. */
int file_read(const char *file, struct buf *ret);

#endif
