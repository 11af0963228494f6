/* Percent-encoding of the parts of a URL (RFC 3986), byte by byte. */
#ifndef HELPER_URL_PERCENT_H
#define HELPER_URL_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"

/* Whether two hex digits follow each `%`. */
bool percent_valid(const char *text, size_t n);

/* Whether it decodes to `.` or `..`, which servers and proxies would resolve.
 */
bool percent_dots(const char *segment, size_t n);

/* The others append to a buffer, whose `failed` says whether all of it fitted.
 */

/* Encode one path segment: all but A-Z a-z 0-9 - . _ ~ becomes %XX. A %XX in
 * the (valid) text stands for its byte. */
void percent_segment(struct buf *ret, const char *text, size_t n);

/* Encode a name or value of a query: the same, but `%` stands for itself. */
void percent_value(struct buf *ret, const char *text, size_t n);

/* Keep the text as written: only bytes that are illegal in a path become %XX.
 * The bytes in `also` and any (valid) %XX stay. */
void percent_written(struct buf *ret, const char *text, size_t n,
		     const char *also);

/* Decode %XX. */
void percent_decode(struct buf *ret, const char *text, size_t n);

#endif
