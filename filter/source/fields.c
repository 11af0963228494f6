#include "filter/source/fields.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"

const char *const fields_plain[] = { "identifier", "title",	"team",
				     "icon",	   "blueprint", "createdAt",
				     "createdBy",  "updatedAt", "updatedBy",
				     NULL };

/* Others, which a search can only name one by one, or not at all. */
static const char *const groups[] = { "properties", "relations", "scorecards",
				      NULL };

/* The name below properties or relations; NULL: it is not there. */
static const char *
fields_member(const char *field)
{
	static const char *const prefixes[] = { "properties.", "relations." };

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i]);

		if (!strncmp(field, prefixes[i], n) && field[n])
			return field + n;
	}
	return NULL;
}

static int
fields_refuse(const struct resource *r, const char *option, const char *field)
{
	const char *name = *field == '$' || *field == '.' ? field + 1 : field;
	struct buf meant = BUF(MSG_HINT_MAX);

	if (strings_among(groups, field)) {
		msg_error("%s%s %s: a listing takes no whole group of fields",
			  r->where, option, field);
		if (strcmp(field, "scorecards"))
			msg_hint("name each one: %s %s.NAME", option, field);
		return EX_BAD_USAGE;
	}
	msg_error("%s%s %s: entities have no such field", r->where, option,
		  field);
	if (strchr(field, ' ')) {
		msg_hint("separate names with commas, without blanks: "
			 "%s identifier,title",
			 option);
		return EX_BAD_USAGE;
	}
	buf_addf(&meant, "%s",
		 strings_among(fields_plain, name) || fields_member(name) ?
			 "" :
			 "properties.");
	buf_adds(&meant, name);
	if (*name) {
		struct buf word = BUF(MSG_HINT_MAX);

		shell_word(&word, buf_text(&meant));
		msg_hint("%s %s", option, buf_text(&word));
		buf_free(&word);
	}
	buf_free(&meant);
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
			   (listing || !strings_among(groups, field))) {
			rc = fields_refuse(r, option, field);
		}
	}
	return rc;
}

jv
fields_translated(const struct strings *fields)
{
	jv names = jv_array();

	for (int i = 0; i < fields->n; i++) {
		const char *below = fields_member(fields->word[i]);

		names = jv_array_append(
			names, below ? jv_string(below) :
				       jv_string_fmt("$%s", fields->word[i]));
	}
	return names;
}
