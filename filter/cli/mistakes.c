#include "filter/cli/get_options.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "filter/cli/route_table.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"

/* What people want with the verbs of gh, kubectl, curl, glab and jq. */
enum verb_kind {
	SAY,   /* the command of the row */
	READ,  /* read the resource that follows */
	LIST,  /* all entities of the blueprint that follows */
	DELETE /* delete the resource that follows */
};

static const struct verb {
	const char *words;   /* a blank between */
	const char *program; /* -p and --api-url as given follow it */
	const char *rest;
	enum verb_kind kind;
} verbs[] = {
	{ "get show read fetch view describe cat api curl", "port-get", "",
	  READ },
	{ "list ls all", "port-get", "", LIST },
	{ "delete rm remove", "port-token", " --curl ", DELETE },
	{ "create new add apply upsert set put post update edit patch write",
	  "port-token",
	  " --curl 'BLUEPRINT:?upsert=true&merge=true' --each FILE | curl -K-",
	  SAY },
	{ "search find query select", "port-get",
	  " BLUEPRINT: --query '{property: \"NAME\", operator: \"=\", "
	  "value: \"VALUE\"}'",
	  SAY },
	{ "help man usage", "port-get", " --help", SAY },
	{ "version", "port-get", " --version", SAY },
	{ "login signin auth configure init", "port-token login", "", SAY },
	{ "logout signout", "port-token logout", "", SAY },
	{ "status whoami me profile profiles config", "port-token status", "",
	  SAY },
	{ "token", "port-token", " -r", SAY },
	{ "entities entity",
	  "entities are BLUEPRINT: and these are the blueprints: port-get",
	  " blueprints -r '.blueprints[].identifier'", SAY },
	{ "logs", "port-get", " actions/runs/RUN_ID/logs", SAY },
	{ "export dump backup", "port-get", " BLUEPRINT: > FILE", SAY },
	{ "jq filter", "port-get", " - FILTER FILE", SAY },
	{ NULL, NULL, NULL, SAY }
};

/* What people call a route, and the route. */
static const struct {
	const char *name, *route;
} misnomers[] = { { "blueprint", "blueprints" },
		  { "action", "actions" },
		  { "run", "actions/runs" },
		  { "runs", "actions/runs" } };

static const struct verb *
mistakes_find_verb(const char *text)
{
	for (const struct verb *v = verbs; v->words; v++)
		if (options_among(v->words, text, true))
			return v;
	return NULL;
}

/* Whether the text can be a RESOURCE of one word, or the part before its colon.
 */
static bool
mistakes_is_bare(const char *text)
{
	return *text && *text != '.' && *text != '-' &&
	       !text[strspn(text, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@=+~-"
				  "%")];
}

/* Append the RESOURCE that words such as "get service checkout" mean. */
static void
mistakes_add_resource(struct buf *b, const struct positional *word, int n,
		      bool all)
{
	struct buf resource = BUF(MSG_HINT_MAX);
	const char *first = n > 0 ? word[0].text : "BLUEPRINT:ENTITY";
	const char *second =
		n > 1 && mistakes_is_bare(word[1].text) ? word[1].text : NULL;

	if (second && options_among("entity entities", first, false)) {
		mistakes_add_resource(b, word + 1, n - 1, true);
		return;
	}
	buf_adds(&resource, first);
	if (second && options_among("blueprint blueprints", first, false)) {
		buf_clear(&resource);
		buf_addf(&resource, "blueprints/%s", second);
	} else if (second && mistakes_is_bare(first)) {
		buf_addf(&resource, ":%s", second);
	} else if (all && mistakes_is_bare(first) && !route_is_word(first)) {
		buf_adds(&resource, n > 0 ? ":" : "");
	}
	shell_word(b, buf_text(&resource));
	buf_free(&resource);
}

static int
mistakes_refuse_verb(const struct command_line *line, const struct verb *verb)
{
	const struct verb *entities = mistakes_find_verb("entities");
	const struct positional *word = line->word + 1;
	struct buf hint = BUF(MSG_HINT_MAX);
	int n = line->n - 1;

	msg_error("%s: not a RESOURCE", line->word[0].text);
	if (verb->kind == LIST && n == 0 && entities)
		verb = entities;
	buf_addf(&hint, "%s%s%s", verb->program, msg_choice(), verb->rest);
	if (verb->kind == READ || verb->kind == LIST)
		buf_adds(&hint, " ");
	if (verb->kind != SAY)
		mistakes_add_resource(&hint, word, n, verb->kind != DELETE);
	if (verb->kind == DELETE)
		buf_adds(&hint, " --request DELETE | curl -K-");
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
	return EX_BAD_USAGE;
}

/* Refuse a misnomer that is a word of its own, or is followed by a slash or by
 * the word it names. */
static int
mistakes_refuse_misnomer(const struct command_line *line)
{
	const char *text = line->word[0].text;
	const char *second = line->n > 1 ? line->word[1].text : "";
	size_t n = strcspn(text, "/"), i;
	struct buf resource = BUF(MSG_HINT_MAX), hint = BUF(MSG_HINT_MAX);

	for (i = 0; i < sizeof misnomers / sizeof *misnomers; i++) {
		if (strlen(misnomers[i].name) == n &&
		    !strncasecmp(misnomers[i].name, text, n))
			break;
	}
	if (i == sizeof misnomers / sizeof *misnomers)
		return 0;
	msg_error("%s: not a RESOURCE", text);
	buf_addf(&resource, "%s%s", misnomers[i].route,
		 text[n] && text[n + 1] ? text + n : "");
	if (!text[n] && mistakes_is_bare(second))
		buf_addf(&resource, "/%s", second);
	shell_word(&hint, buf_text(&resource));
	msg_hint("port-get%s %s", msg_choice(), buf_text(&hint));
	buf_free(&resource);
	buf_free(&hint);
	return EX_BAD_USAGE;
}

/* The hint to filter standard input, or a file unless it is NULL. */
static void
mistakes_hint_stdin(const char *option, const char *filter, const char *file)
{
	struct buf hint = BUF(MSG_HINT_MAX);

	buf_addf(&hint, "port-get -%s ", option);
	shell_word(&hint, filter);
	if (file && !buf_adds(&hint, " "))
		shell_word(&hint, file);
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
}

/* Whether the text looks like a FILTER. A brace in an identifier can be typed
 * as %7B. */
static bool
mistakes_is_filter(const char *text)
{
	return strchr("{[(|\"$", *text) ||
	       (*text == '.' && !strchr(text, ':')) ||
	       (*text == '.' && strpbrk(text, " |{[("));
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
mistakes_refuse_filter(const struct command_line *line, const char *text)
{
	bool null_input = line->args->slicing.null_input;

	msg_error("%s: a FILTER, but RESOURCE comes first", text);
	if (null_input)
		mistakes_hint_stdin(" -n", text, NULL);
	else
		msg_hint("port-get RESOURCE FILTER; port-get - FILTER filters "
			 "standard input");
	return EX_BAD_USAGE;
}

/* A path of the file system: ./x, ../x, ~/x, or an existing JSON file. */
static bool
mistakes_is_file(const char *text)
{
	const char *dot = strrchr(text, '.');

	if (!strncmp(text, "./", 2) || !strncmp(text, "../", 3) ||
	    !strncmp(text, "~/", 2))
		return true;
	return dot &&
	       (!strcmp(dot, ".json") || !strcmp(dot, ".jsonl") ||
		!strcmp(dot, ".ndjson")) &&
	       access(text, F_OK) == 0;
}

static int
mistakes_refuse_file(const struct command_line *line, const char *text)
{
	msg_error("%s: a file, not a RESOURCE", text);
	mistakes_hint_stdin("", line->n > 1 ? line->word[1].text : ".", text);
	return EX_BAD_USAGE;
}

/* The part of a URL after the portal's host; NULL: another host. */
static const char *
mistakes_portal_path(const char *text, bool *ret_us)
{
	static const char *const hosts[] = { "app.getport.io",
					     "app.us.getport.io", "app.port.io",
					     "app.us.port.io" };

	text = strncasecmp(text, "https://", 8) ? text : text + 8;
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		size_t n = strlen(hosts[i]);

		*ret_us = i % 2;
		if (!strncasecmp(text, hosts[i], n) &&
		    (!text[n] || strchr("/?#", text[n])))
			return text + n;
	}
	return NULL;
}

/* An entity's page is /serviceEntity?identifier=checkout. */
static int
mistakes_refuse_portal(const char *path, bool us)
{
	static const char key[] = "Entity?identifier=";
	const char *at = strstr(path, key);
	struct buf hint = BUF(MSG_HINT_MAX), resource = BUF(MSG_HINT_MAX);

	msg_error("the URL is a page of the portal, not of the API");
	buf_addf(&hint, "port-get%s%s ", msg_choice(),
		 us && !*msg_choice() ? " --api-url us" : "");
	if (*path == '/' && at && at > path + 1 && at[sizeof key - 1]) {
		const char *id = at + sizeof key - 1;

		buf_addf(&resource, "%.*s:%.*s", (int)(at - path - 1), path + 1,
			 (int)strcspn(id, "&#"), id);
		shell_word(&hint, buf_text(&resource));
	} else {
		buf_adds(&hint, "blueprints -r '.blueprints[].identifier'");
	}
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
	buf_free(&resource);
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
mistakes_refuse_several(const struct command_line *line)
{
	struct buf hint = BUF(MSG_HINT_MAX);
	bool listing = false;
	int i;

	msg_error("%s: a second RESOURCE, but only one is read",
		  line->word[1].text);
	for (i = 0; i < line->n; i++)
		listing |= mistakes_is_listing(line->word[i].text);
	if (listing) {
		msg_hint("run port-get once for each listing");
		return EX_BAD_USAGE;
	}
	buf_adds(&hint, "printf '%s\\n'");
	for (i = 0; i < line->n && mistakes_is_resource(line->word[i].text);
	     i++) {
		buf_adds(&hint, " ");
		shell_word(&hint, line->word[i].text);
	}
	msg_hint("%s | port-get%s @-", buf_text(&hint), msg_choice());
	buf_free(&hint);
	return EX_BAD_USAGE;
}

/* A URL of the API without https:// */
static int
mistakes_refuse_api(const char *text)
{
	struct buf hint = BUF(MSG_HINT_MAX);

	msg_error("%s: a URL begins with https://", text);
	buf_addf(&hint, "https://%s", text);
	msg_hint("port-get%s %s", msg_choice(), buf_text(&hint));
	buf_free(&hint);
	return EX_BAD_USAGE;
}

int
mistakes_check(const struct command_line *line)
{
	const char *text = line->n > 0 ? line->word[0].text : "";
	const struct verb *verb;
	const char *path;
	bool us;
	int rc;

	if (!*text)
		return 0;
	rc = mistakes_refuse_misnomer(line);
	if (rc)
		return rc;
	verb = mistakes_find_verb(text);
	if (verb)
		return mistakes_refuse_verb(line, verb);
	if (mistakes_is_file(text))
		return mistakes_refuse_file(line, text);
	if (mistakes_is_filter(text) || mistakes_is_expression(line, text))
		return mistakes_refuse_filter(line, text);
	path = mistakes_portal_path(text, &us);
	if (path)
		return mistakes_refuse_portal(path, us);
	if (!strncasecmp(text, "api.", 4) && strstr(text, "port.io/"))
		return mistakes_refuse_api(text);
	if (line->n > 1 && !line->args->slicing.from_file &&
	    line->word[1].kind == WORD_FILE && mistakes_is_resource(text) &&
	    mistakes_is_resource(line->word[1].text))
		return mistakes_refuse_several(line);
	return 0;
}
