#include "filter/source/fetch.h"

#include <string.h>

#include "filter/source/fields.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"

static void
fetch_hint_blueprints(void)
{
	msg_hint("these are the blueprints: port-get%s blueprints -r "
		 "'.blueprints[].identifier'",
		 msg_choice());
}

static void
fetch_hint_listing(const struct fetcher *f, const struct http_reply *reply)
{
	long size = selection_page_size(&f->search);

	if (size > 1 && (reply->failure == HTTP_TOO_LARGE ||
			 (!reply->failure && reply->status == 504)))
		msg_hint("smaller pages may help: --page-size %ld",
			 size > 4 * 200 ? 200 :
			 size > 4	? size / 4 :
					  1);
	if (!reply->failure && reply->status == 404)
		fetch_hint_blueprints();
}

/* Identifiers do not end with `*`: suggest a search. */
static void
fetch_hint_pattern(const struct resource *r)
{
	const char *id = strchr(r->text, ':') + 1;
	int n = (int)strcspn(id, "*");

	msg_hint("port-get%s %s%s%s", msg_choice(),
		 shell_shown("%.*s", (int)(id - r->text), r->text),
		 n ? " --query " : "",
		 n ? fields_rule(jv_string("$identifier"), "beginsWith",
				 jv_dump_string(jv_string_sized(id, n), 0)) :
		     "");
}

/* A list of identifiers without their blueprint. */
static void
fetch_hint_list(const char *list)
{
	bool is_file = strcmp(list, "stdin") != 0;

	msg_hint("sed 's/^/BLUEPRINT:/'%s%s | port-get%s @-",
		 is_file ? " " : "", is_file ? shell_shown("%s", list) : "",
		 msg_choice());
}

static void
fetch_hint_path(const struct fetcher *f, const struct resource *r,
		const struct http_reply *reply)
{
	const char *path = r->path, *slash = strchr(path, '/');
	size_t n = strlen(path);

	if (n > 1 && path[n - 1] == '/')
		msg_hint("port-get%s %s", msg_choice(),
			 shell_shown("%.*s", (int)n - 1, path));
	else if (!slash && f->list)
		fetch_hint_list(f->list);
	else if (!slash)
		msg_hint("port-get%s %s lists entities, port-get%s %s shows "
			 "the blueprint",
			 msg_choice(), shell_shown("%s:", path), msg_choice(),
			 shell_shown("blueprints/%s", path));
	else if (!strchr(slash + 1, '/') &&
		 strstr(buf_text(&reply->body), "Route GET:"))
		msg_hint("port-get%s %s", msg_choice(),
			 shell_shown("%.*s:%s", (int)(slash - path), path,
				     slash + 1));
}

void
fetch_hint(const struct fetcher *f, const struct resource *r,
	   const struct http_reply *reply)
{
	if (r->kind == RESOURCE_LISTING)
		fetch_hint_listing(f, reply);
	else if (reply->failure == HTTP_TOO_LARGE)
		msg_hint("a listing, BLUEPRINT:, comes page by page "
			 "(--page-size)");
	else if (reply->failure || reply->status != 404)
		return;
	else if (r->kind == RESOURCE_PATH)
		fetch_hint_path(f, r, reply);
	else if (r->text[strlen(r->text) - 1] == '*')
		fetch_hint_pattern(r);
	else if (strstr(buf_text(&reply->body), "\"Blueprint with "))
		fetch_hint_blueprints();
}
