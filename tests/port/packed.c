#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/packed.h"
#include "tests/port/settings.h"
#include "tests/port/value.h"

enum { KEPT = 64 * 1024 * 1024 };

struct packed {
	char *key, *bytes;
	size_t length;
};

static void *tree;
static size_t kept;

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct packed *)a)->key,
		((const struct packed *)b)->key);
}

/* Everything that the page depends on. */
static char *
key_of(const struct call *call)
{
	jv parts = JV_ARRAY(jv_string(call->target), jv_copy(call->body),
		jv_string(setting_text(SET_NEXT_END)),
		jv_string(setting_text(SET_NEXT_KEY)));
	char *key = value_dump(parts, 0, NULL);

	jv_free(parts);
	return key;
}

static void
keep(struct packed wanted, const struct answer *answer)
{
	struct packed *it = malloc(sizeof(*it));

	wanted.length = answer->length;
	wanted.bytes = malloc(answer->length);
	if (!it || !wanted.bytes)
		abort();
	memcpy(wanted.bytes, answer->body, answer->length);
	*it = wanted;
	kept += it->length;
	if (!tsearch(it, &tree, compare))
		abort();
}

void
packed_gzip(struct answer *answer, const struct call *call)
{
	struct packed wanted = { .key = key_of(call) }, *it;
	void *found = tfind(&wanted, &tree, compare);

	if (!found) {
		answer_gzip(answer);
		if (kept + answer->length <= KEPT)
			keep(wanted, answer);
		else
			free(wanted.key);
		return;
	}
	free(wanted.key);
	it = *(struct packed **)found;
	free(answer->body);
	answer->body = malloc(it->length);
	if (!answer->body)
		abort();
	memcpy(answer->body, it->bytes, it->length);
	answer->length = it->length;
	answer_header(answer, "Content-Encoding", "gzip");
}

static void
drop(void *node)
{
	struct packed *it = node;

	free(it->key);
	free(it->bytes);
	free(it);
}

void
packed_free(void)
{
	tdestroy(tree, drop);
	tree = NULL;
}
