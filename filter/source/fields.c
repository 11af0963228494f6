#include "filter/source/fields.h"

#include <stdbool.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/options.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"
#include "helper/url/percent.h"

enum { SHOWN = 200 }; /* bytes of a resource in a message */

const char *const fields_plain[] = { "identifier", "title",	"team",
				     "icon",	   "blueprint", "createdAt",
				     "createdBy",  "updatedAt", "updatedBy",
				     NULL };

/* Others, which a search can only name one by one, or not at all. */
static const char groups[] = "properties relations scorecards";

/* Fields that a rule names with a `$`. */
static const char metas[] = "identifier title team icon blueprint";

/* Parameters of other APIs, and the options that do the same; "": a listing
 * does so anyway. */
static const struct options_habit habits[] = {
	{ "limit count", " --limit " },
	{ "page_size per_page pageSize", " --page-size " },
	{ "from cursor next", " --cursor " },
	{ "include fields", " --include " },
	{ "exclude", " --exclude " },
	{ "query", " --query " },
	{ "sort sort_by order_by", " -s " },
	{ "page offset", "" },
	{ NULL, NULL }
};

/* The name below properties or relations; NULL: it is not there. */
static const char *
fields_member(const char *field)
{
	size_t n = !strncmp(field, "properties.", 11) ? 11 :
		   !strncmp(field, "relations.", 10)  ? 10 :
							0;

	return n && field[n] ? field + n : NULL;
}

static int
fields_refuse(const struct resource *r, const char *option, const char *field)
{
	const char *name = *field == '$' || *field == '.' ? field + 1 : field;
	bool known = strings_among(fields_plain, name) || fields_member(name);
	bool group = options_among(groups, field, false);

	msg_error("%s%s %s: %s", r->where, option, field,
		  group ? "a listing takes no whole group of fields" :
			  "entities have no such field");
	if (group && strcmp(field, "scorecards"))
		msg_hint("name each one: %s %s.NAME", option, field);
	else if (strchr(field, ' '))
		msg_hint("separate names with commas, without blanks: "
			 "%s identifier,title",
			 option);
	else if (!group && *name)
		msg_hint("%s %s", option,
			 shell_shown("%s%s", known ? "" : "properties.", name));
	return EX_BAD_USAGE;
}

int
fields_check(const struct resource *r, const char *option,
	     const struct strings *fields)
{
	bool listing = r->kind == RESOURCE_LISTING;
	int rc = 0;

	if (!listing && r->kind != RESOURCE_ENTITY)
		return 0;
	for (int i = 0; !rc && i < fields->n; i++) {
		const char *field = fields->word[i];

		if (!utf8_valid(field, strlen(field))) {
			msg_error("%s: it is not UTF-8", option);
			rc = EX_BAD_USAGE;
		} else if (!strings_among(fields_plain, field) &&
			   !fields_member(field) &&
			   (listing || !options_among(groups, field, false))) {
			rc = fields_refuse(r, option, field);
		}
	}
	return rc;
}

jv
fields_translated(const struct strings *fields)
{
	jv names = fields->n ? jv_array() : jv_invalid();

	for (int i = 0; i < fields->n; i++) {
		const char *below = fields_member(fields->word[i]);

		names = jv_array_append(
			names, below ? jv_string(below) :
				       jv_string_fmt("$%s", fields->word[i]));
	}
	return names;
}

const char *
fields_rule(jv property, const char *operator, jv value)
{
	jv name = jv_dump_string(property, 0);
	const char *ret = shell_shown(
		"{property: %s, operator: \"%s\", value: %s}",
		jv_string_value(name), operator, jv_string_value(value));

	jv_free(name);
	jv_free(value);
	return ret;
}

/* The value as a jq term: a number, true or false, else a string. */
static jv
fields_literal(const char *value)
{
	jv_kind kind;
	jv v = jv_parse(value);

	kind = jv_get_kind(v);
	jv_free(v);
	if (kind == JV_KIND_NUMBER || kind == JV_KIND_TRUE ||
	    kind == JV_KIND_FALSE)
		return jv_string(value);
	return jv_dump_string(jv_string(value), 0);
}

/* The option that does what the parameter was meant to do. */
static void
fields_hint_parameter(const struct resource *r, const char *name,
		      const char *value)
{
	const struct options_habit *habit = options_habit(habits, name);
	const char *option = habit ? habit->hint : NULL, *operand = "";
	bool meta;

	if (!option) {
		name += strncmp(name, "properties.", 11) ? 0 : 11;
		meta = options_among(metas, name, false);
		option = " --query ";
		operand = fields_rule(
			jv_string_fmt("%s%s", meta ? "$" : "", name), "=",
			fields_literal(value));
	} else if (!strcmp(option, " -s ")) {
		operand = shell_shown("sort_by(.%s)", value);
	} else if (*option) {
		operand = shell_shown("%s", value);
	}
	msg_hint("port-get%s %s%s%s", msg_choice(),
		 shell_shown("%s:", r->blueprint), option, operand);
}

/* NAME=VALUE in a URL. */
struct parameter {
	struct buf name, value;
};

/* Find the first parameter that a listing does not have; false: it has all.
 * Free *ret either way. */
static bool
fields_find_unknown(const struct resource *r, struct parameter *ret)
{
	static const char known[] =
		"attach_title_to_relation exclude_calculated_properties";
	const char *p = r->query, *end, *value;

	*ret = (struct parameter){ BUF(MSG_HINT_MAX), BUF(MSG_HINT_MAX) };
	for (; p && *p; p = end + (*end == '&')) {
		end = p + strcspn(p, "&");
		value = memchr(p, '=', (size_t)(end - p));
		buf_clear(&ret->name);
		buf_clear(&ret->value);
		percent_decode(&ret->name, p,
			       (size_t)((value ? value : end) - p));
		if (value)
			percent_decode(&ret->value, value + 1,
				       (size_t)(end - value) - 1);
		if (!options_among(known, buf_text(&ret->name), false))
			return true;
	}
	return false;
}

static void
fields_free_parameter(struct parameter *p)
{
	buf_free(&p->name);
	buf_free(&p->value);
}

void
fields_hint_parameters(const struct resource *r)
{
	struct parameter p;

	if (fields_find_unknown(r, &p))
		fields_hint_parameter(r, buf_text(&p.name), buf_text(&p.value));
	fields_free_parameter(&p);
}

int
fields_check_parameters(const struct resource *r)
{
	struct parameter p;
	bool unknown = fields_find_unknown(r, &p);

	if (unknown)
		msg_error("%s%.*s: a listing has no parameter '%s'", r->where,
			  SHOWN, r->text, buf_text(&p.name));
	fields_free_parameter(&p);
	fields_hint_parameters(r);
	return unknown ? EX_BAD_USAGE : 0;
}
