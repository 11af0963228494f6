#include <string.h>

#include "tests/port/blueprint.h"
#include "tests/port/cursor.h"
#include "tests/port/datasource.h"
#include "tests/port/search.h"
#include "tests/port/value.h"
#include "tests/port/view.h"

/* A cursor says which blueprint and where in it. */
enum { PLACE_BITS = 28 };

static bool
begins(const char *text, const char *with)
{
	return !with || strncmp(text, with, strlen(with)) == 0;
}

static bool
ends(const char *text, const char *with)
{
	size_t length = with ? strlen(with) : 0;

	return !with || (strlen(text) >= length &&
		strcmp(text + strlen(text) - length, with) == 0);
}

static bool
wanted(const struct blueprint *it, jv entity, jv body)
{
	const char *writer = entity_writer(it, field_text(entity,
		"identifier"));
	const char *before = field_text(body, "before");

	return writer && begins(writer, field_text(body,
		"datasource_prefix")) &&
		ends(writer, field_text(body, "datasource_suffix")) &&
		(!before || strcmp(field_text(entity, "updatedAt"),
			before) < 0);
}

/* Adds up to `limit` entities of the blueprint to `all`, which it takes,
 * starting at *at. *ret_more: there is another one, at *at. */
static jv
gather(const struct blueprint *it, jv body, double limit, unsigned long *at,
	jv all, bool *ret_more)
{
	unsigned long behind = *at;
	jv entity;

	while (!*ret_more && jv_is_valid(entity = entity_next(it, &behind))) {
		if (!wanted(it, entity, body)) {
			jv_free(entity);
		} else if (count(all) >= limit) {
			jv_free(entity);
			*ret_more = true;
			break;
		} else {
			all = jv_array_append(all, entity_view(it, entity,
				jv_invalid()));
		}
		*at = behind;
	}
	return all;
}

jv
datasource_entities(struct call *call)
{
	const char *from = field_text(call->body, "from");
	const char *only = call->arg[0] ? call->arg[0] : "";
	double limit = field_number(call->body, "limit", 200);
	unsigned long at = 0;
	bool more = false;
	jv all = jv_invalid(), next = jv_invalid();
	size_t i;

	if (*only && !blueprint_of(call, &all))
		return all;
	if (from && !cursor_read(from, only, call->body, &at))
		return fail(call, 422, "invalid_request",
			"\"from\" is not a cursor of this search");
	all = jv_array();
	i = at >> PLACE_BITS;
	at &= (1UL << PLACE_BITS) - 1;
	for (; i < blueprint_count() && !more; i++, at = more ? at : 0)
		if (!*only || strcmp(only, blueprint_id(blueprint_at(i))) == 0)
			all = gather(blueprint_at(i), call->body, limit, &at,
				all, &more);
	if (more)
		next = cursor_make(only, call->body,
			(unsigned long)(i - 1) << PLACE_BITS | at);
	return search_page(next, all);
}
