#include "helper/http/gzip.h"

#if __has_include(<zlib.h>)

#define ZLIB_CONST
#include <dlfcn.h>
#include <stdlib.h>
#include <zlib.h>

struct gzip {
	z_stream z;
	bool whole; /* at the end of a member */
};

static struct {
	typeof(inflateInit2_) *init;
	typeof(inflate) *inflate;
	typeof(inflateReset) *reset;
	typeof(inflateEnd) *end;
} zlib;

bool
gzip_there(void)
{
	static bool tried;
	void *library;

	if (tried)
		return zlib.end != NULL;
	tried = true;
	library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
	zlib.init = (typeof(zlib.init))dlsym(library, "inflateInit2_");
	zlib.inflate = (typeof(zlib.inflate))dlsym(library, "inflate");
	zlib.reset = (typeof(zlib.reset))dlsym(library, "inflateReset");
	if (zlib.init && zlib.inflate && zlib.reset)
		zlib.end = (typeof(zlib.end))dlsym(library, "inflateEnd");
	return zlib.end != NULL;
}

struct gzip *
gzip_new(void)
{
	struct gzip *g = gzip_there() ? calloc(1, sizeof *g) : NULL;

	/* 16: a gzip header and trailer, nothing else. */
	if (g && zlib.init(&g->z, 16 + MAX_WBITS, ZLIB_VERSION,
			   (int)sizeof g->z) != Z_OK) {
		free(g);
		return NULL;
	}
	return g;
}

void
gzip_free(struct gzip *g)
{
	if (!g)
		return;
	zlib.end(&g->z);
	free(g);
}

/* One call of inflate into the room that is left. One byte more is offered at
 * the maximum, since a trailer may still have to be read there. *ret_full:
 * there may be more behind what was given. */
static enum gzip_step
step(struct gzip *g, struct buf *to, bool *ret_full)
{
	enum { BITE = 32768 };
	size_t left = to->max - to->len;
	size_t n = left < BITE ? left : BITE;
	Bytef over;
	int z;

	g->z.next_out = n ? (Bytef *)buf_room(to, n) : &over;
	g->z.avail_out = n ? (uInt)n : 1;
	if (!g->z.next_out)
		return GZIP_NO_MEMORY;
	z = zlib.inflate(&g->z, Z_NO_FLUSH);
	*ret_full = g->z.avail_out == 0;
	if (n) {
		to->len += n - g->z.avail_out;
		to->data[to->len] = '\0';
	} else if (*ret_full) {
		return GZIP_TOO_LARGE;
	}
	g->whole = z == Z_STREAM_END;
	if (z == Z_MEM_ERROR)
		return GZIP_NO_MEMORY;
	if (z == Z_OK || z == Z_STREAM_END ||
	    (z == Z_BUF_ERROR && g->z.avail_in == 0))
		return GZIP_OK;
	return GZIP_BROKEN;
}

enum gzip_step
gzip_add(struct gzip *g, const void *bytes, size_t n, struct buf *to)
{
	enum gzip_step r = GZIP_OK;
	bool full = false;

	g->z.next_in = bytes;
	g->z.avail_in = (uInt)n;
	while (r == GZIP_OK && (g->z.avail_in > 0 || (full && !g->whole))) {
		/* Another member may follow the last. */
		if (g->whole && zlib.reset(&g->z) != Z_OK)
			return GZIP_BROKEN;
		r = step(g, to, &full);
	}
	return r;
}

bool
gzip_whole(const struct gzip *g)
{
	return g->whole;
}

#else

bool
gzip_there(void)
{
	return false;
}
struct gzip *
gzip_new(void)
{
	return NULL;
}
void
gzip_free(struct gzip *g)
{
	(void)g;
}
bool
gzip_whole(const struct gzip *g)
{
	(void)g;
	return false;
}

enum gzip_step
gzip_add(struct gzip *g, const void *bytes, size_t n, struct buf *to)
{
	(void)g, (void)bytes, (void)n, (void)to;
	return GZIP_BROKEN;
}

#endif
