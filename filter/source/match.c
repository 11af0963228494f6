#include "filter/source/match.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "filter/source/envelope.h"
#include "helper/base/buf.h"
#include "helper/json/scan.h"
#include "helper/url/percent.h"

const char match_other[] = "it is the answer to another request";

/* Compare a JSON string with the path segment wanted[0..n), decoded. */
static const char *
match_segment(const struct text *string, const char *wanted, size_t n)
{
	struct buf segment = BUF(n);
	char *name;
	bool same, starved;

	errno = 0;
	name = *string->bytes == '"' ? json_decode(string) : NULL;
	if (!name && errno == ENOMEM)
		return envelope_no_memory;
	same = name && !percent_value(&segment, name, strlen(name)) &&
	       segment.len == n && !memcmp(segment.data, wanted, n);
	starved = segment.starved;
	buf_free(&segment);
	free(name);
	if (starved)
		return envelope_no_memory;
	return same ? NULL : match_other;
}

/* Walk to the last member `key` of an object, so that w->at is at its value.
 * `first`: to the first one. */
static bool
match_member(const struct text *object, const char *key, bool first,
	     struct text *ret)
{
	struct text name, value;
	struct json_walk w;

	ret->n = 0;
	if (!json_enter(&w, object->bytes, object->n) || w.close != '}')
		return false;
	while (json_step(&w, &name) == JSON_MEMBER) {
		bool found = json_spells(&name, key);

		if (found && first) {
			*ret = (struct text){ .bytes = w.at,
					      .n = (size_t)(w.end - w.at) };
			return true;
		}
		if (!json_pass(&w, &value))
			return false;
		if (found)
			*ret = value;
	}
	return ret->n > 0;
}

const char *
match_entity(const struct resource *r, const struct text *entity)
{
	const char *wanted = strrchr(r->path, '/') + 1;
	struct text name;

	if (!match_member(entity, "identifier", false, &name))
		return NULL;
	return match_segment(&name, wanted, strlen(wanted));
}

const char *
match_page(const struct resource *r, const struct text *page)
{
	const char *wanted = strchr(r->path, '/') + 1;
	struct text entities, entity, name;
	struct json_walk w;

	if (!match_member(page, "entities", true, &entities) ||
	    !json_enter(&w, entities.bytes, entities.n) ||
	    json_step(&w, &name) != JSON_MEMBER || !json_pass(&w, &entity) ||
	    !match_member(&entity, "blueprint", false, &name))
		return NULL;
	return match_segment(&name, wanted, strcspn(wanted, "/"));
}
