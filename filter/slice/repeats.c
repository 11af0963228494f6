#include "filter/slice/repeats.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/buf.h"
#include "helper/base/hash.h"
#include "helper/base/msg.h"

/* Hash the message without the part from its first " (" to its last ")", where
 * libjq shows values. */
static uint64_t
repeats_kind_of(const char *message)
{
	const char *from = strstr(message, " ("), *to = strrchr(message, ')');
	struct buf kind = BUF(SIZE_MAX / 4);
	uint64_t hash;

	if (from && to > from) {
		buf_add(&kind, message, (size_t)(from - message));
		buf_adds(&kind, to);
	} else {
		buf_adds(&kind, message);
	}
	hash = hash_text(buf_text(&kind));
	buf_free(&kind);
	return hash;
}

bool
repeats_new(struct repeats *r, const char *message)
{
	uint64_t hash = repeats_kind_of(message);
	struct repeats_error *e = r->error;

	while (e < r->error + r->n && e->hash != hash)
		e++;
	if (e == r->error + REPEATS_MAX)
		return true;
	if (e == r->error + r->n)
		r->n++;
	e->hash = hash;
	free(e->message);
	e->message = strdup(message);
	return ++e->n <= REPEATS_TOLD;
}

void
repeats_end(struct repeats *r)
{
	for (struct repeats_error *e = r->error; e < r->error + r->n; e++) {
		if (e->n > REPEATS_TOLD)
			msg_error("... and %lu more: %s", e->n - REPEATS_TOLD,
				  e->message ? e->message : "the same error");
		free(e->message);
	}
	*r = (struct repeats){ 0 };
}
