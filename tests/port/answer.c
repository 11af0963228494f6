#include <stdlib.h>
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

void
answer_gzip(struct answer *answer)
{
	z_stream z = { .next_in = (Bytef *)answer->body,
		.avail_in = (uInt)answer->length };
	size_t room;
	char *out;

	/* 15 + 16: the largest window, a gzip header */
	if (deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	room = deflateBound(&z, answer->length);
	out = malloc(room);
	if (!out)
		abort();
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	free(answer->body);
	answer->body = out;
	answer->length = z.total_out;
	deflateEnd(&z);
	answer_header(answer, "Content-Encoding", "gzip");
}
