/* helper/http/gzip.h: whole, cut, damaged and endless streams, in any pieces. */
#include "helper/http/gzip.h"

#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include "tests/tap.h"

enum { SOURCE = 200000, STREAM = 300000 };

/* Text that gets smaller, but not much. */
static void
source(char *to, size_t n)
{
	unsigned x = 1;
	size_t i;

	for (i = 0; i < n; i++) {
		x = x * 1103515245 + 12345;
		to[i] = (char)('a' + (x >> 16) % 8);
	}
}

static size_t
compress_to(unsigned char *to, const char *text, size_t n)
{
	z_stream z = { 0 };

	deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (Bytef *)(uintptr_t)text;
	z.avail_in = (uInt)n;
	z.next_out = to;
	z.avail_out = STREAM;
	deflate(&z, Z_FINISH);
	n = z.total_out;
	deflateEnd(&z);
	return n;
}

/* The stream in pieces of `piece` bytes. */
static enum gzip_step
feed(const unsigned char *stream, size_t n, size_t piece, struct buf *to,
     bool *ret_whole)
{
	struct gzip *g = gzip_new();
	enum gzip_step r = GZIP_OK;
	size_t at, k;

	buf_clear(to);
	for (at = 0; r == GZIP_OK && at < n; at += k) {
		k = n - at < piece ? n - at : piece;
		r = gzip_add(g, stream + at, k, to);
	}
	*ret_whole = gzip_whole(g);
	gzip_free(g);
	return r;
}

static void
pieces(const unsigned char *stream, size_t n, const char *text, size_t length)
{
	static const size_t sizes[] = { 1, 7, 1000, 16384, STREAM };
	struct buf to = BUF(SOURCE);
	bool whole;
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		enum gzip_step r = feed(stream, n, sizes[i], &to, &whole);

		ok(r == GZIP_OK && whole && to.len == length &&
		   memcmp(to.data, text, length) == 0,
		   "%zu bytes, fed %zu at a time", length, sizes[i]);
	}
	buf_free(&to);
}

static void
cuts(const unsigned char *stream, size_t n)
{
	struct buf to = BUF(SOURCE);
	size_t at, wrong = 0;
	bool whole;

	for (at = 0; at < n; at++)
		wrong += feed(stream, at, STREAM, &to, &whole) != GZIP_OK ||
			 whole;
	is_int((long long)wrong, 0, "cut anywhere it is not whole");
	buf_free(&to);
}

static void
limits(const unsigned char *stream, size_t n, size_t length)
{
	struct buf to = BUF(length), less = BUF(length - 1);
	bool whole;

	is_int(feed(stream, n, 100, &to, &whole), GZIP_OK,
	       "a stream as long as the maximum");
	ok(whole, "is whole");
	is_int(feed(stream, n, 100, &less, &whole), GZIP_TOO_LARGE,
	       "one byte longer");
	is_int((long long)less.len, (long long)length - 1, "stops there");
	buf_free(&to);
	buf_free(&less);
}

static void
damage(unsigned char *stream, size_t n)
{
	struct buf to = BUF(SOURCE);
	size_t at, taken = 0;
	bool whole;

	for (at = 10; at < n; at++) {
		stream[at] ^= 0x10;
		taken += feed(stream, n, STREAM, &to, &whole) == GZIP_OK &&
			 whole;
		stream[at] ^= 0x10;
	}
	is_int((long long)taken, 0, "a flipped bit anywhere is seen");
	is_int(feed((const unsigned char *)"{\"ok\":true}", 11, 11, &to,
		    &whole), GZIP_BROKEN, "no gzip at all");
	buf_free(&to);
}

static void
members(const unsigned char *stream, size_t n, size_t length)
{
	unsigned char *twice = malloc(2 * n + 1);
	struct buf to = BUF(SOURCE);
	bool whole;

	memcpy(twice, stream, n);
	memcpy(twice + n, stream, n);
	is_int(feed(twice, 2 * n, 50, &to, &whole), GZIP_OK, "two members");
	ok(whole && to.len == 2 * length, "both are read");
	is_int(feed(twice, 2 * n - 1, 50, &to, &whole), GZIP_OK,
	       "the second cut short");
	ok(!whole, "is not whole");
	twice[n] = 'x';
	is_int(feed(twice, n + 1, STREAM, &to, &whole), GZIP_OK,
	       "a byte behind the end may begin another");
	ok(!whole, "but does not make it whole");
	is_int(feed(twice, 2 * n, STREAM, &to, &whole), GZIP_BROKEN,
	       "rubbish behind the end");
	buf_free(&to);
	free(twice);
}

int
main(void)
{
	unsigned char *stream = malloc(STREAM);
	char *text = malloc(SOURCE);
	size_t n;

	ok(gzip_there(), "there is a zlib");
	source(text, SOURCE);
	n = compress_to(stream, text, SOURCE);
	pieces(stream, n, text, SOURCE);
	n = compress_to(stream, text, 500);
	pieces(stream, n, text, 500);
	cuts(stream, n);
	limits(stream, n, 500);
	damage(stream, n);
	members(stream, n, 500);
	n = compress_to(stream, text, 32768);
	limits(stream, n, 32768);
	memset(text, ' ', SOURCE);
	n = compress_to(stream, text, SOURCE);
	pieces(stream, n, text, SOURCE);
	n = compress_to(stream, text, 0);
	pieces(stream, n, text, 0);
	free(stream);
	free(text);
	return done();
}
