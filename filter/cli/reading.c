/* Whether the options for reading fit the RESOURCE. */
#include "filter/cli/arguments.h"

#include <string.h>

#include "filter/cli/route_table.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"

/* A bare word that is not a route is a blueprint without its colon. */
static void
reading_hint_listing(const struct reading *reading,
		     const struct resource *resource, const char *option)
{
	const char *text = resource->text;
	long number = reading->limit ? reading->limit : reading->page_size;

	if (resource->kind != RESOURCE_PATH || strpbrk(text, "/?") ||
	    route_is_word(text))
		msg_hint("a parameter of the route itself is --param "
			 "NAME=VALUE");
	else if (number)
		msg_hint("port-get%s %s %s %ld", msg_choice(),
			 shell_shown("%s:", text), option, number);
	else
		msg_hint("port-get%s %s %s %s", msg_choice(),
			 shell_shown("%s:", text), option,
			 shell_shown("%s", reading->cursor));
}

/* Refuse the options of listings for any other resource. */
static int
reading_check_listing_options(const struct reading *reading,
			      const struct resource *resource)
{
	const char *option = reading->limit	? "--limit" :
			     reading->page_size ? "--page-size" :
			     reading->cursor	? "--cursor" :
						  NULL;

	if (!option)
		return 0;
	msg_error("%s: only for a listing, BLUEPRINT:", option);
	reading_hint_listing(reading, resource, option);
	return EX_BAD_USAGE;
}

static int
reading_check_stdin(const struct reading *reading)
{
	const char *option = reading->search	? "--query" :
			     reading->include.n ? "--include" :
			     reading->exclude.n ? "--exclude" :
			     reading->param.n	? "--param" :
						  NULL;

	if (!option)
		return 0;
	msg_error("%s: not with '-', which does not ask Port", option);
	return EX_BAD_USAGE;
}

/* libjq would replace bytes that are not UTF-8. */
static int
reading_check_text(const char *option, const char *text)
{
	if (!text || utf8_valid(text, strlen(text)))
		return 0;
	msg_error("%s: it is not UTF-8", option);
	return EX_BAD_USAGE;
}

int
reading_check(const struct arguments *args)
{
	const struct reading *reading = &args->reading;
	enum resource_kind kind = args->resource.kind;
	int rc = 0;

	if (kind != RESOURCE_LISTING)
		rc = reading_check_listing_options(reading, &args->resource);
	if (!rc && kind == RESOURCE_STDIN)
		rc = reading_check_stdin(reading);
	if (!rc)
		rc = reading_check_text("--cursor", reading->cursor);
	return rc ? rc : reading_check_text("--query", reading->search);
}
