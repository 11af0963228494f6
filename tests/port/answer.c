#define ZLIB_CONST
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tests/port/answer.h"
#include "tests/port/value.h"

void
answer_free(struct answer *answer)
{
	jv_free(answer->headers);
	free(answer->body);
}

void
answer_header(struct answer *answer, const char *name, const char *value)
{
	answer->headers = with_text(answer->headers, name, value);
}

void
answer_body(struct answer *answer, char *body, size_t length,
	const char *type)
{
	free(answer->body);
	answer->body = body;
	answer->length = length;
	answer_header(answer, "Content-Type", type);
}

/* Window bits for zlib: 15 is the largest window, 16 more mean the gzip
 * format, a negative number means raw data. */
static void
deflate_start(z_stream *z, int window)
{
	if (deflateInit2(z, Z_BEST_SPEED, Z_DEFLATED, window, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
}

/* Takes `out` for the body. */
static void
encoded(struct answer *answer, char *out, size_t length)
{
	free(answer->body);
	answer->body = out;
	answer->length = length;
	answer_header(answer, "Content-Encoding", "gzip");
}

void
answer_gzip(struct answer *answer)
{
	z_stream z = { .next_in = (Bytef *)answer->body,
		.avail_in = (uInt)answer->length };
	size_t room;
	char *out;

	deflate_start(&z, 15 + 16);
	room = deflateBound(&z, answer->length);
	out = malloc(room);
	if (!out)
		abort();
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	deflateEnd(&z);
	encoded(answer, out, z.total_out);
}

/* A gzip stream that is being written: `crc` and `n` are those of its input. */
struct gzip {
	char *out;
	size_t length;
	uLong crc, n;
};

static void
append(struct gzip *gzip, const void *bytes, size_t n)
{
	gzip->out = realloc(gzip->out, gzip->length + n);
	if (!gzip->out)
		abort();
	memcpy(gzip->out + gzip->length, bytes, n);
	gzip->length += n;
}

/* Adds these bytes so many times, but compresses them once. */
static void
append_packed(struct gzip *gzip, const char *bytes, size_t n, long times,
	int flush)
{
	Bytef *out = malloc(n + 1024);
	z_stream z = { .next_in = (const Bytef *)bytes, .avail_in = (uInt)n,
		.next_out = out, .avail_out = (uInt)n + 1024 };
	uLong crc = crc32(0, (const Bytef *)bytes, (uInt)n);

	if (!out)
		abort();
	deflate_start(&z, -15);
	if (deflate(&z, flush) == Z_STREAM_ERROR || z.avail_in > 0)
		abort();
	deflateEnd(&z);
	for (; times > 0; times--) {
		append(gzip, out, z.total_out);
		gzip->crc = crc32_combine(gzip->crc, crc, (z_off_t)n);
		gzip->n += n;
	}
	free(out);
}

void
answer_bomb(struct answer *answer, long megabytes)
{
	struct gzip gzip = { 0 };
	size_t before = answer->length - 1;
	char *megabyte = malloc(MEGABYTE);
	unsigned char end[8];

	if (!megabyte)
		abort();
	memset(megabyte, ' ', MEGABYTE);
	append(&gzip, "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
	append_packed(&gzip, answer->body, before, 1, Z_FULL_FLUSH);
	append_packed(&gzip, megabyte, MEGABYTE, megabytes, Z_FULL_FLUSH);
	append_packed(&gzip, answer->body + before, 1, 1, Z_FINISH);
	for (int i = 0; i < 4; i++) {
		end[i] = (unsigned char)(gzip.crc >> 8 * i);
		end[4 + i] = (unsigned char)(gzip.n >> 8 * i);
	}
	append(&gzip, end, sizeof(end));
	free(megabyte);
	encoded(answer, gzip.out, gzip.length);
}
