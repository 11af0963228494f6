#include "filter/source/parameters.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jv.h>

#include "filter/cli/strings.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/url/percent.h"

enum { SHOWN = 200 }; /* bytes of a name in a message */

/* The parameters that the search route knows. */
static const char *const known[] = { "attach_title_to_relation",
				     "exclude_calculated_properties", NULL };

/* Parameters of other APIs, and the options that do the same; "": a listing
 * does so anyway. */
static const struct {
	const char *name, *option;
} options[] = {
	{ "limit", "--limit" },
	{ "count", "--limit" },
	{ "page_size", "--page-size" },
	{ "per_page", "--page-size" },
	{ "pageSize", "--page-size" },
	{ "from", "--cursor" },
	{ "cursor", "--cursor" },
	{ "next", "--cursor" },
	{ "include", "--include" },
	{ "fields", "--include" },
	{ "exclude", "--exclude" },
	{ "query", "--query" },
	{ "sort", "-s" },
	{ "sort_by", "-s" },
	{ "order_by", "-s" },
	{ "page", "" },
	{ "offset", "" },
};

/* Fields that a rule names with a `$`. */
static const char *const metas[] = { "identifier", "title",	"team",
				     "icon",	   "blueprint", NULL };

static const char *
parameters_option_for(const char *name)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (!strcmp(name, options[i].name))
			return options[i].option;
	return NULL;
}

/* The value as a jq term: a number, true or false, else a string. */
static jv
parameters_literal(const char *value)
{
	jv v = jv_parse(value);

	if (jv_get_kind(v) == JV_KIND_NUMBER ||
	    jv_get_kind(v) == JV_KIND_TRUE || jv_get_kind(v) == JV_KIND_FALSE) {
		jv_free(v);
		return jv_string(value);
	}
	jv_free(v);
	return jv_dump_string(jv_string(value), 0);
}

void
parameters_add_rule(struct buf *hint, const char *property,
		    const char *operator, jv value)
{
	struct buf rule = BUF(MSG_HINT_MAX);
	jv name = jv_dump_string(jv_string(property), 0);

	if (!buf_addf(&rule, "{property: %s, operator: \"%s\", value: %s}",
		      jv_string_value(name), operator,
		      jv_string_value(value)) &&
	    !buf_adds(hint, " --query "))
		shell_quote(hint, buf_text(&rule));
	jv_free(name);
	jv_free(value);
	buf_free(&rule);
}

static int
parameters_refuse(const struct resource *r, const char *name, const char *value)
{
	const char *option = parameters_option_for(name);
	struct buf hint = BUF(MSG_HINT_MAX), word = BUF(MSG_HINT_MAX);

	msg_error("%s%.*s: a listing has no parameter '%s'", r->where, SHOWN,
		  r->text, name);
	buf_addf(&hint, "port-get%s ", msg_choice());
	shell_word(&hint, r->blueprint);
	buf_adds(&hint, ":");
	if (option && !strcmp(option, "-s")) {
		buf_addf(&word, "sort_by(.%s)", value);
		buf_adds(&hint, " -s ");
		shell_quote(&hint, buf_text(&word));
	} else if (option && *option) {
		buf_addf(&hint, " %s ", option);
		shell_word(&hint, value);
	} else if (!option) {
		name += strncmp(name, "properties.", 11) ? 0 : 11;
		buf_addf(&word, "%s%s", strings_among(metas, name) ? "$" : "",
			 name);
		parameters_add_rule(&hint, buf_text(&word), "=",
				    parameters_literal(value));
	}
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
	buf_free(&word);
	return EX_BAD_USAGE;
}

/* NAME=VALUE, encoded, in p[0..n). */
static int
parameters_check_one(const struct resource *r, const char *p, size_t n)
{
	const char *equals = memchr(p, '=', n);
	size_t name_n = equals ? (size_t)(equals - p) : n;
	struct buf name = BUF(MSG_HINT_MAX), value = BUF(MSG_HINT_MAX);
	int rc = 0;

	percent_decode(&name, p, name_n);
	if (equals)
		percent_decode(&value, equals + 1, n - name_n - 1);
	if (!strings_among(known, buf_text(&name)))
		rc = parameters_refuse(r, buf_text(&name), buf_text(&value));
	buf_free(&name);
	buf_free(&value);
	return rc;
}

int
parameters_check(const struct resource *r)
{
	const char *p = r->query;
	int rc = 0;

	while (p && *p && !rc) {
		size_t n = strcspn(p, "&");

		rc = parameters_check_one(r, p, n);
		p += n + (p[n] == '&');
	}
	return rc;
}
