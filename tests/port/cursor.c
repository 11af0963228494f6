#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/cursor.h"
#include "tests/port/value.h"

/* FNV-1a of the search without its limit and cursor, which may change. */
static uint64_t
digest(const char *blueprint, jv body)
{
	jv asked = jv_object_delete(jv_object_delete(jv_copy(body),
		jv_string("from")), jv_string("limit"));
	jv both = JV_ARRAY(jv_string(blueprint), asked);
	char *text = value_dump(both, JV_PRINT_SORTED, NULL);
	uint64_t hash = 0xcbf29ce484222325;

	for (const char *c = text; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 0x100000001b3;
	free(text);
	jv_free(both);
	return hash;
}

jv
cursor_make(const char *blueprint, jv body, unsigned long at)
{
	uint64_t hash = digest(blueprint, body);
	char text[40];

	snprintf(text, sizeof(text), "%016" PRIx64 "%016" PRIx64, hash,
		hash * 31 ^ at);
	return jv_string(text);
}

bool
cursor_read(const char *text, const char *blueprint, jv body,
	unsigned long *ret)
{
	uint64_t hash = digest(blueprint, body), first, second;

	if (strlen(text) != 32 ||
	    sscanf(text, "%16" SCNx64 "%16" SCNx64, &first, &second) != 2)
		return false;
	*ret = (unsigned long)(second ^ hash * 31);
	return first == hash && *ret < 1UL << 40;
}
