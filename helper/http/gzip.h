/*
 * gzip streams, read by zlib, which is loaded where libcurl is and not missed
 * elsewhere: an answer is then asked for without compression.
 *
 * Why not libcurl's own decoding: it takes a stream that was cut short for a
 * whole one (7.88 returns CURLE_OK), and a page would be lost in silence. It
 * uses the same zlib, so this costs nothing.
 */
#ifndef HELPER_HTTP_GZIP_H
#define HELPER_HTTP_GZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"

struct gzip;

enum gzip_step {
	GZIP_OK,
	GZIP_BROKEN,	/* not a gzip stream, or a damaged one */
	GZIP_TOO_LARGE, /* `to` would pass its maximum */
	GZIP_NO_MEMORY
};

/* Whether there is a zlib. */
bool gzip_there(void);

/* NULL: no zlib, or no memory. */
struct gzip *gzip_new(void);
void gzip_free(struct gzip *g);

/* The next bytes of the stream, decoded to the end of `to`. */
enum gzip_step gzip_add(struct gzip *g, const void *bytes, size_t n,
			struct buf *to);

/* Whether the stream has come to its end, check sum and all. */
bool gzip_whole(const struct gzip *g);

#endif
