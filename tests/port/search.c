#include <stdlib.h>
#include <string.h>

#include "tests/port/blueprint.h"
#include "tests/port/cursor.h"
#include "tests/port/query.h"
#include "tests/port/search.h"
#include "tests/port/settings.h"
#include "tests/port/synthetic.h"
#include "tests/port/value.h"
#include "tests/port/view.h"

enum { LIMIT = 200, TOP = 100 };

jv
search_page(jv next, jv entities)
{
	jv body = ok();
	bool first = setting_is(SET_NEXT_KEY, "first");

	if (!jv_is_valid(next) && setting_is(SET_NEXT_END, "null"))
		next = jv_null();
	if (!jv_is_valid(next) && setting_is(SET_NEXT_END, "empty"))
		next = jv_string("");
	if (first && jv_is_valid(next))
		body = with(body, "next", jv_copy(next));
	body = with(body, "entities", entities);
	if (!first && jv_is_valid(next))
		body = with(body, "next", jv_copy(next));
	jv_free(next);
	return body;
}

/*
 * A page of a synthetic blueprint, as text: the entities replace the empty
 * array of an ordinary page. `more`: other entities follow.
 */
static jv
page_text(struct call *call, struct synthetic *synthetic, unsigned long at,
	size_t limit, bool more)
{
	jv include = field(call->body, "include");
	jv exclude = field(call->body, "exclude");
	jv next = jv_invalid(), around;
	size_t left, length, text_length;
	char *frame, *text, *hole;

	at += at == 0;
	left = synthetic_count(synthetic) + 1 - at;
	if (limit < left || more)
		next = cursor_make(call->arg[0], call->body,
			at + (limit < left ? limit : left));
	around = search_page(next, jv_array());
	frame = value_dump(around, 0, &length);
	jv_free(around);
	text = synthetic_text(synthetic, at, limit < left ? limit : left,
		include, exclude, &text_length);
	hole = strstr(frame, "\"entities\":[") + strlen("\"entities\":[");
	call->text_length = length + text_length;
	call->text = malloc(call->text_length + 1);
	if (!call->text)
		abort();
	memcpy(call->text, frame, (size_t)(hole - frame));
	memcpy(call->text + (hole - frame), text, text_length);
	memcpy(call->text + (hole - frame) + text_length, hole,
		strlen(hole) + 1);
	free(frame);
	free(text);
	jv_free(include);
	jv_free(exclude);
	return jv_invalid();
}

/* Up to `limit` entities that match, starting at *at. *ret_more: there is
 * another one, at *at. */
static jv
found(struct call *call, struct blueprint *it, unsigned long *at,
	double limit, bool *ret_more)
{
	jv query = field(call->body, "query"), entity, all = jv_array();
	jv include = field(call->body, "include");
	jv exclude = field(call->body, "exclude");
	unsigned long behind = *at;

	*ret_more = false;
	while (jv_is_valid(entity = entity_next(it, &behind))) {
		entity = entity_view(it, entity, call->params);
		if (!query_matches(query, it, entity)) {
			jv_free(entity);
		} else if (count(all) >= limit) {
			jv_free(entity);
			*ret_more = true;
			break;
		} else {
			all = jv_array_append(all, entity_columns(entity,
				include, exclude));
		}
		*at = behind;
	}
	jv_free(query);
	jv_free(include);
	jv_free(exclude);
	return all;
}

/* Returns a problem with the body, or invalid. */
static jv
check(jv query, jv from, const char *blueprint, jv body, unsigned long *ret)
{
	jv message = jv_invalid(), wrong = jv_invalid();

	if (jv_is_valid(query))
		message = query_check(query);
	if (!jv_is_valid(message) && jv_is_valid(from) &&
	    !cursor_read(jv_string_value(from), blueprint, body, ret))
		message = jv_string("\"from\" is not a cursor of this search");
	if (jv_is_valid(message))
		wrong = problem(422, "invalid_request", "%s",
			jv_string_value(message));
	jv_free(message);
	return wrong;
}

jv
search_blueprint(struct call *call)
{
	jv wrong, query, from, entities;
	struct blueprint *it = blueprint_of(call, &wrong);
	double limit = field_number(call->body, "limit", LIMIT);
	unsigned long at = 0;
	bool more;

	if (!it)
		return wrong;
	query = field(call->body, "query");
	from = field(call->body, "from");
	wrong = check(query, from, call->arg[0], call->body, &at);
	more = jv_is_valid(query);
	jv_free(query);
	jv_free(from);
	if (jv_is_valid(wrong))
		return refuse(call, wrong);
	if (it->synthetic && !more && at <= synthetic_count(it->synthetic))
		return page_text(call, it->synthetic, at, (size_t)limit,
			it->n > 0);
	entities = found(call, it, &at, limit, &more);
	return search_page(more ? cursor_make(call->arg[0], call->body, at) :
		jv_invalid(), entities);
}

jv
search_all(struct call *call)
{
	jv message = query_check(call->body), all, names, entity;

	if (jv_is_valid(message)) {
		all = fail(call, 422, "invalid_request", "%s",
			jv_string_value(message));
		jv_free(message);
		return all;
	}
	all = jv_array();
	names = jv_array();
	for (size_t i = 0; i < blueprint_count(); i++) {
		struct blueprint *it = blueprint_at(i);
		unsigned long at = 0;
		int before = count(all);

		while (jv_is_valid(entity = entity_next(it, &at))) {
			jv whole = entity_view(it, jv_copy(entity),
				jv_invalid());

			if (query_matches(call->body, it, whole))
				all = jv_array_append(all, entity_view(it,
					jv_copy(entity), call->params));
			jv_free(whole);
			jv_free(entity);
		}
		if (count(all) > before)
			names = jv_array_append(names,
				jv_string(blueprint_id(it)));
	}
	names = ok_with("matchingBlueprints", names);
	names = with(names, "failedBlueprints", jv_array());
	return with(names, "entities", all);
}

jv
search_count(struct call *call)
{
	jv refusal, query, wrong, entity;
	struct blueprint *it = blueprint_of(call, &refusal);
	unsigned long at = 0;
	int n = 0;

	if (!it)
		return refusal;
	query = has(call->body, "query") ? field(call->body, "query") :
		jv_copy(call->body);
	wrong = check(query, jv_invalid(), call->arg[0], call->body, &at);
	while (!jv_is_valid(wrong) &&
	       jv_is_valid(entity = entity_next(it, &at))) {
		n += query_matches(query, it, entity);
		jv_free(entity);
	}
	jv_free(query);
	return jv_is_valid(wrong) ? refuse(call, wrong) :
		ok_with("count", jv_number(n));
}

jv
search_top(struct call *call)
{
	jv refusal, wanted = field(call->body, "identifiers"), all, entity;
	struct blueprint *it = blueprint_of(call, &refusal);
	unsigned long at = 0;

	if (!it || count(wanted) > TOP) {
		jv_free(wanted);
		return it ? fail(call, 422, "invalid_request",
			"\"identifiers\" must NOT have more than 100 items") :
			refusal;
	}
	all = jv_array();
	while (jv_is_valid(entity = entity_next(it, &at))) {
		if (count(all) < TOP && (count(wanted) == 0 ||
		    holds(wanted, field_text(entity, "identifier"))))
			all = jv_array_append(all, entity_view(it, entity,
				jv_invalid()));
		else
			jv_free(entity);
	}
	jv_free(wanted);
	if (!field_true(call->body, "countOnly"))
		return ok_with("entities", all);
	at = (unsigned long)count(all);
	jv_free(all);
	return ok_with("count", jv_number((double)at));
}
