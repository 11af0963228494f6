/* helper/http/header.h: headers, line by line as libcurl passes them. The first
 * three bytes are the status. */
#include "helper/http/header.h"

#include <ctype.h>

#include "tests/fuzz/fuzz.h"

static void
clean(const char *text, size_t max)
{
	MUST(strlen(text) < max);
	for (; *text; text++)
		MUST((unsigned char)*text >= 0x20 && *text != 0x7f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct http_reply r = { .wait = -1 };
	struct header h = { 0 };
	int64_t wait;
	size_t k;
	int i;

	for (i = 0; i < 3 && n; i++, data++, n--)
		r.status = r.status * 10 + *data % 10;
	for (; n > 0; data += k, n -= k) {
		const uint8_t *end = memchr(data, '\n', n);
		char *line;

		k = end ? (size_t)(end - data) + 1 : n;
		line = malloc(k);
		MUST(line);
		memcpy(line, data, k);
		header_line(&h, &r, line, k);
		free(line);
	}
	wait = header_wait(&h, &r);
	MUST(wait >= -1);
	MUST(r.date >= 0);
	clean(r.trace_id, sizeof r.trace_id);
	clean(r.location, sizeof r.location);
	MUST(strlen(h.retry_after) < sizeof h.retry_after);
	if (wait >= 0)
		MUST(h.retry_after[0] || h.reset[0]);
	return 0;
}
