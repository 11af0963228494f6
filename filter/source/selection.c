#include "filter/source/selection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter/jq/program.h"
#include "filter/source/fields.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/options.h"
#include "helper/base/output.h"

enum { PAGE = 1000 }; /* default entities per page */

/* The POST routes that only read. */
static const char posts[] =
	"entities/search entities/aggregate entities/aggregate-over-time "
	"entities/properties-history";

/* Make the rules an object with a combinator, as Port requires. */
static int
selection_join_rules(jv *query)
{
	jv_kind kind = jv_get_kind(*query);
	jv rules;

	if (kind == JV_KIND_OBJECT &&
	    jv_object_has(jv_copy(*query), jv_string("combinator")))
		return 0;
	if (kind != JV_KIND_OBJECT && kind != JV_KIND_ARRAY) {
		msg_error("--query: rules must be an object or an array of "
			  "objects");
		return EX_BAD_USAGE;
	}
	rules = kind == JV_KIND_ARRAY ? *query : JV_ARRAY(*query);
	*query = JV_OBJECT(jv_string("combinator"), jv_string("and"),
			   jv_string("rules"), rules);
	return 0;
}

int
selection_open(struct selection *ret, const struct arguments *args)
{
	const struct reading *reading = &args->reading;
	bool listing = args->resource.kind == RESOURCE_LISTING;
	int rc;

	ret->reading = reading;
	ret->query = jv_invalid();
	if (!reading->search)
		return 0;
	rc = program_value(reading->search, args->slicing.named, "--query",
			   &ret->query);
	if (!rc && listing)
		rc = selection_join_rules(&ret->query);
	if (rc && listing)
		msg_hint("--query '{property: \"owner\", operator: \"=\", "
			 "value: \"ada@example.org\"}'");
	return rc;
}

void
selection_free(struct selection *s)
{
	jv_free(s->query);
	s->query = jv_invalid();
}

static bool
selection_is_post(const struct resource *r)
{
	return r->kind == RESOURCE_PATH && options_among(posts, r->path, false);
}

static int
selection_check_query(const struct selection *s, const struct resource *r)
{
	bool given = s->reading->search;

	if (selection_is_post(r) && !given) {
		msg_error("%s%s: a search needs --query", r->where, r->text);
		return EX_BAD_USAGE;
	}
	if (given && !selection_is_post(r) && r->kind != RESOURCE_LISTING) {
		msg_error("%s%s: --query is for listings and searches",
			  r->where, r->text);
		msg_hint("parameters of a route are --param NAME=VALUE");
		return EX_BAD_USAGE;
	}
	return 0;
}

static int
selection_add_params(const struct selection *s, struct resource *r)
{
	const struct strings *param = &s->reading->param;
	int rc = 0;

	for (int i = 0; !rc && i < param->n; i++) {
		const char *equals = strchr(param->word[i], '=');
		char *name;

		if (!equals || equals == param->word[i]) {
			msg_error("--param %s: expected NAME=VALUE",
				  param->word[i]);
			return EX_BAD_USAGE;
		}
		name = output_copy_part(param->word[i],
					(size_t)(equals - param->word[i]));
		rc = resource_param(r, name, equals + 1);
		free(name);
	}
	return rc;
}

static int
selection_add_fields(struct resource *r, const char *name,
		     const struct strings *fields)
{
	int rc = 0;

	for (int i = 0; !rc && i < fields->n; i++)
		rc = resource_param(r, name, fields->word[i]);
	return rc;
}

/* Listings use the search route, which has pages. */
static void
selection_to_search_route(struct resource *r)
{
	char *path;

	if (asprintf(&path, "%s/search", r->path) < 0)
		output_no_memory(NULL);
	free(r->path);
	r->path = path;
}

int
selection_resource(const struct selection *s, const char *where,
		   const char *text, struct resource *ret)
{
	int rc = resource_parse_line(where, text, ret);

	if (!rc)
		rc = selection_check_query(s, ret);
	if (!rc)
		rc = selection_add_params(s, ret);
	if (!rc)
		rc = fields_check(ret, "--include", &s->reading->include);
	if (!rc)
		rc = fields_check(ret, "--exclude", &s->reading->exclude);
	if (!rc && ret->kind == RESOURCE_LISTING) {
		selection_to_search_route(ret);
		return fields_check_parameters(ret);
	}
	if (!rc)
		rc = selection_add_fields(ret, "include", &s->reading->include);
	if (!rc)
		rc = selection_add_fields(ret, "exclude", &s->reading->exclude);
	return rc;
}

long
selection_page_size(const struct selection *s)
{
	long page = s->reading->page_size ? s->reading->page_size : PAGE;

	return s->reading->limit && s->reading->limit < page ?
		       s->reading->limit :
		       page;
}

/* Add a member that is not invalid. Consumes the object and the value. */
static jv
selection_set(jv object, const char *key, jv value)
{
	return jv_is_valid(value) ?
		       jv_object_set(object, jv_string(key), value) :
		       object;
}

static jv
selection_page_body(const struct selection *s, const char *cursor)
{
	const struct strings *include = &s->reading->include;
	const struct strings *exclude = &s->reading->exclude;
	double limit = (double)selection_page_size(s);
	jv body = jv_object();

	body = selection_set(body, "query", jv_copy(s->query));
	body = selection_set(body, "include", fields_translated(include));
	body = selection_set(body, "exclude", fields_translated(exclude));
	body = selection_set(body, "limit", jv_number(limit));
	return selection_set(body, "from",
			     cursor ? jv_string(cursor) : jv_invalid());
}

char *
selection_body(const struct selection *s, const struct resource *r,
	       const char *cursor)
{
	char *ret;
	jv text;

	if (r->kind != RESOURCE_LISTING && !selection_is_post(r))
		return NULL;
	text = jv_dump_string(r->kind == RESOURCE_LISTING ?
				      selection_page_body(s, cursor) :
				      jv_copy(s->query),
			      0);
	ret = output_copy(jv_string_value(text));
	jv_free(text);
	return ret;
}
