/* Control bytes in what filters print: a terminal gets them shown, not sent. */
#ifndef FILTER_PRINT_TERMINAL_H
#define FILTER_PRINT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/base/buf.h"

/* No limit: any value that fits into memory can be printed. */
#define TERMINAL_MAX (SIZE_MAX / 4)

/* Append n bytes, each control character as `\uXXXX`. Newlines and tabs stay,
 * and so do C0 bytes that are not `raw`: only the text of a string can hold
 * any, and all others are the escapes of libjq's colours. */
void terminal_show(const char *s, size_t n, bool raw, struct buf *to);

/* Write the output of `stderr`, `debug` and `halt_error` to stderr. */
void terminal_stderr(const char *bytes, size_t n);

#endif
