#include "filter/cli/mistakes.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "filter/cli/guess.h"
#include "filter/cli/route_table.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/url/base_url.h"

/* What people call a route, and the route. */
static const struct {
	const char *name, *route;
} misnomers[] = { { "blueprint", "blueprints" },
		  { "action", "actions" },
		  { "run", "actions/runs" },
		  { "runs", "actions/runs" } };

/* Verbs before a resource. */
static const char verbs_read[] =
	"get show read fetch view describe cat api curl";
static const char verbs_list[] = "list ls all";
static const char verbs_delete[] = "delete rm remove";

static int
mistakes_refuse(const char *text, const char *why)
{
	msg_error("%s: %s", text, why);
	return EX_BAD_USAGE;
}

/* The hint to filter standard input, or a file unless it is NULL. */
static void
mistakes_hint_stdin(const char *options, const char *filter, const char *file)
{
	msg_hint("port-get %s %s%s%s", options, shell_shown("%s", filter),
		 file ? " " : "", file ? shell_shown("%s", file) : "");
}

static const char *
mistakes_word(const struct command_line *line, int i)
{
	return i < line->n ? line->word[i].text : "";
}

/* "blueprint", "blueprint/service", "blueprint service". */
static int
mistakes_misnomer(const struct command_line *line, const char *text)
{
	size_t n = strcspn(text, "/"), i = 0;
	const char *route, *meant = NULL;

	while (i < sizeof misnomers / sizeof *misnomers &&
	       (strlen(misnomers[i].name) != n ||
		strncasecmp(misnomers[i].name, text, n)))
		i++;
	if (i == sizeof misnomers / sizeof *misnomers)
		return 0;
	route = misnomers[i].route;
	if (!text[n])
		meant = guess_join(route, mistakes_word(line, 1));
	if (!meant)
		meant = shell_shown("%s%s", route,
				    text[n] && text[n + 1] ? text + n : "");
	mistakes_refuse(text, "not a RESOURCE");
	msg_hint("port-get%s %s", msg_choice(), meant);
	return EX_BAD_USAGE;
}

/* "get service checkout", "list service", "delete service:checkout". */
static int
mistakes_verb(const struct command_line *line, const char *text)
{
	bool list = options_among(verbs_list, text, true);
	bool removes = options_among(verbs_delete, text, true);
	bool entity =
		options_among("entity entities", mistakes_word(line, 1), true);
	const char *first = mistakes_word(line, entity ? 2 : 1);
	const char *second = mistakes_word(line, entity ? 3 : 2);
	const char *meant;
	bool blueprint;

	if ((!list && !removes && !options_among(verbs_read, text, true)) ||
	    (list && !*first))
		return 0;
	if (options_among("blueprint", first, true))
		first = "blueprints";
	blueprint = guess_is_name(first) && !route_is_word(first);
	meant = guess_join(first, second);
	if (!meant && *first)
		meant = shell_shown("%s%s", first,
				    blueprint && !removes ? ":" : "");
	mistakes_refuse(text, "not a RESOURCE");
	msg_hint("port-%s%s %s%s%s", removes ? "token" : "get", msg_choice(),
		 removes ? "--curl " : "", meant ? meant : "BLUEPRINT:ENTITY",
		 removes ? " --request DELETE | curl -K-" : "");
	return EX_BAD_USAGE;
}

static int
mistakes_habit(const struct command_line *line, const char *text)
{
	const struct options_habit *habit =
		options_habit(get_word_habits, text);

	(void)line;
	if (!habit)
		return 0;
	mistakes_refuse(text, "not a RESOURCE");
	options_hint(habit);
	return EX_BAD_USAGE;
}

/* A path of the file system: ./x, ../x, ~/x, or an existing JSON file. */
static int
mistakes_file(const struct command_line *line, const char *text)
{
	const char *end = strrchr(text, '.');

	if (strncmp(text, "./", 2) && strncmp(text, "../", 3) &&
	    strncmp(text, "~/", 2) &&
	    (!end || !options_among(".json .jsonl .ndjson", end, true) ||
	     access(text, F_OK)))
		return 0;
	mistakes_refuse(text, "a file, not a RESOURCE");
	mistakes_hint_stdin("-", line->n > 1 ? line->word[1].text : ".", text);
	return EX_BAD_USAGE;
}

/* Whether the text looks like a FILTER. A brace in an identifier can be typed
 * as %7B. */
static bool
mistakes_is_filter(const char *text)
{
	return strchr("{[(|\"$", *text) ||
	       (*text == '.' && (!strchr(text, ':') || strpbrk(text, " |{[(")));
}

/* With -n a single word that is not a resource is the FILTER. */
static bool
mistakes_is_expression(const struct command_line *line, const char *text)
{
	return line->args->slicing.null_input && line->n == 1 &&
	       !line->args->slicing.from_file && !strpbrk(text, ":/?") &&
	       strcmp(text, "-") && *text != '@' && !route_is_word(text);
}

static int
mistakes_filter(const struct command_line *line, const char *text)
{
	if (!mistakes_is_filter(text) && !mistakes_is_expression(line, text))
		return 0;
	mistakes_refuse(text, "a FILTER, but RESOURCE comes first");
	if (line->args->slicing.null_input)
		mistakes_hint_stdin("- -n", text, NULL);
	else
		msg_hint("port-get RESOURCE FILTER; port-get - FILTER filters "
			 "standard input");
	return EX_BAD_USAGE;
}

/* A page of the portal. An entity's is /serviceEntity?identifier=checkout. */
static int
mistakes_portal(const struct command_line *line, const char *text)
{
	static const char key[] = "Entity?identifier=";
	const char *host = text + (strncasecmp(text, "https://", 8) ? 0 : 8);
	const char *path = host + strcspn(host, "/?#"), *at, *id;
	const char *us = strncasecmp(host, "app.us.", 7) || *msg_choice() ?
				 "" :
				 " --api-url us";

	(void)line;
	if (!base_url_is_portal(host, (size_t)(path - host)))
		return 0;
	msg_error("the URL is a page of the portal, not of the API");
	at = strstr(path, key);
	id = at ? at + sizeof key - 1 : "";
	if (*path == '/' && *id && at > path + 1)
		msg_hint("port-get%s%s %s", msg_choice(), us,
			 shell_shown("%.*s:%.*s", (int)(at - path - 1),
				     path + 1, (int)strcspn(id, "&#"), id));
	else
		msg_hint("port-get%s%s blueprints -r "
			 "'.blueprints[].identifier'",
			 msg_choice(), us);
	return EX_BAD_USAGE;
}

/* A URL of the API without https:// */
static int
mistakes_api(const struct command_line *line, const char *text)
{
	(void)line;
	if (strncasecmp(text, "api.", 4) || !strstr(text, "port.io/"))
		return 0;
	mistakes_refuse(text, "a URL begins with https://");
	msg_hint("port-get%s %s", msg_choice(),
		 shell_shown("https://%s", text));
	return EX_BAD_USAGE;
}

/* Whether the text is a RESOURCE and cannot be a FILTER. */
static bool
mistakes_is_resource(const char *text)
{
	size_t colon = strcspn(text, ":/");
	char front[64] = "";

	if (!*text || strpbrk(text, " {}[]()|\"\\$;,"))
		return false;
	if (text[colon] == ':')
		return colon > 0 && *text != '.';
	if (colon < sizeof front)
		memcpy(front, text, colon);
	return route_is_word(front);
}

static bool
mistakes_is_listing(const char *text)
{
	size_t n = strcspn(text, "?");

	return n > 0 && text[n - 1] == ':';
}

static int
mistakes_several(const struct command_line *line, const char *text)
{
	struct buf words = BUF(MSG_HINT_MAX);
	bool listing = false;

	if (line->n < 2 || line->args->slicing.from_file ||
	    line->word[1].kind != WORD_FILE || !mistakes_is_resource(text) ||
	    !mistakes_is_resource(line->word[1].text))
		return 0;
	mistakes_refuse(line->word[1].text,
			"a second RESOURCE, but only one is read");
	for (int i = 0; mistakes_is_resource(mistakes_word(line, i)); i++) {
		listing |= mistakes_is_listing(line->word[i].text);
		buf_addc(&words, ' ');
		shell_word(&words, line->word[i].text);
	}
	if (listing)
		msg_hint("run port-get once for each listing");
	else
		msg_hint("printf '%%s\\n'%s | port-get%s @-", buf_text(&words),
			 msg_choice());
	buf_free(&words);
	return EX_BAD_USAGE;
}

int
mistakes_check(const struct command_line *line)
{
	static int (*const checks[])(const struct command_line *line,
				     const char *text) = {
		mistakes_misnomer, mistakes_verb,   mistakes_habit,
		mistakes_file,	   mistakes_filter, mistakes_portal,
		mistakes_api,	   mistakes_several
	};
	const char *text = mistakes_word(line, 0);
	int rc = 0;

	for (size_t i = 0; *text && !rc && i < sizeof checks / sizeof *checks;
	     i++)
		rc = checks[i](line, text);
	return rc;
}
