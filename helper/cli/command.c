#include "helper/cli/command.h"

#include <string.h>
#include <strings.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/options.h"

enum {
	OPT_RAW = 1,
	OPT_JSON,
	OPT_EXPORT,
	OPT_CURL,
	OPT_REQUEST,
	OPT_EACH,
	OPT_MIN_TTL,
	OPT_REFRESH,
	OPT_CLIENT_ID,
	OPT_ALL,
	OPT_API_URL,
	OPT_PROFILE,
	OPT_TIMEOUT,
	OPT_NO_PROMPT,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_HELP,
	OPT_VERSION
};

#define NO_SECRET                                                              \
	"no option takes it: login asks for it, or reads it from "             \
	"standard input"
#define OF_CURL "that goes to curl: port-token --curl RESOURCE | curl -K- ..."

static const struct option_row table[] = {
	{ OPT_RAW, 'r', "raw", NULL, "print the token alone" },
	{ OPT_JSON, 'j', "json", NULL,
	  "print it with its expiry, URL and origin; of status too" },
	{ OPT_EXPORT, 'x', "export", NULL,
	  "print it for eval, to be read from the environment" },
	{ OPT_CURL, 0, "curl", "RESOURCE",
	  "print a config for curl -K: one request, or with @FILE one "
	  "per line" },
	{ OPT_REQUEST, 0, "request", "METHOD",
	  "--curl: GET, POST, PUT, PATCH or DELETE" },
	{ OPT_EACH, 0, "each", "FILE",
	  "--curl: one request per JSON text in FILE (-: stdin), its body" },
	{ OPT_MIN_TTL, 't', "min-ttl", "SEC",
	  "it lives that long, or fail (0 to 10000, default 30)" },
	{ OPT_REFRESH, 'R', "refresh", NULL,
	  "ask Port, whatever variable or keyring hold" },
	{ OPT_CLIENT_ID, 0, "client-id", "ID", "login: as whom" },
	{ OPT_ALL, 0, "all", NULL, "logout: every profile and token" },
	{ OPT_API_URL, 0, "api-url", "URL", "Port's API: eu, us or a URL" },
	{ OPT_PROFILE, 'p', "profile", "NAME",
	  "be that stored profile and nobody else" },
	{ OPT_TIMEOUT, 0, "timeout", "SEC",
	  "the longest Port may be silent (1 to 3600, default 20)" },
	{ OPT_NO_PROMPT, 0, "no-prompt", NULL, "never ask to unlock" },
	{ OPT_QUIET, 'q', "quiet", NULL, "no warning, hint or progress" },
	{ OPT_VERBOSE, 'v', "verbose", NULL, "show requests and warnings" },
	{ OPT_HELP, 'h', "help", NULL, "show this" },
	{ OPT_VERSION, 'V', "version", NULL, "name the libraries" },
	{ OPTIONS_ELSEWHERE, 'H', "header", NULL,
	  "the header is what port-token prints" },
	{ OPTIONS_ELSEWHERE, 0, "token", NULL, "-r prints the token alone" },
	{ OPTIONS_ELSEWHERE, 0, "secret", NULL, NO_SECRET },
	{ OPTIONS_ELSEWHERE, 0, "client-secret", NULL, NO_SECRET },
	{ OPTIONS_ELSEWHERE, 0, "region", NULL, "--api-url us" },
	{ OPTIONS_ELSEWHERE, 'X', NULL, NULL,
	  "port-token --curl RESOURCE --request METHOD | curl -K- ..." },
	{ OPTIONS_ELSEWHERE, 'd', "data", NULL, OF_CURL },
	{ 0 }
};

static const char *const words[] = {
	[COMMAND_LOGIN] = "login",
	[COMMAND_STATUS] = "status",
	[COMMAND_LOGOUT] = "logout",
};

/* Which words an option goes with; the common ones with any. */
static bool
goes_with(int id, enum command_verb verb)
{
	switch (id) {
	case OPT_JSON:
		return verb == COMMAND_PRINT || verb == COMMAND_STATUS;
	case OPT_RAW:
	case OPT_EXPORT:
	case OPT_CURL:
	case OPT_REQUEST:
	case OPT_EACH:
	case OPT_MIN_TTL:
	case OPT_REFRESH:
		return verb == COMMAND_PRINT;
	case OPT_CLIENT_ID:
		return verb == COMMAND_LOGIN;
	case OPT_ALL:
		return verb == COMMAND_LOGOUT;
	default:
		return true;
	}
}

static int
take_word(struct command *c, const char *word)
{
	enum command_verb verb;

	if (c->verb != COMMAND_PRINT) {
		msg_error("%s: one word too many after %s", word,
			  words[c->verb]);
		msg_hint("a profile is named by -p NAME");
		return EX_BAD_USAGE;
	}
	for (verb = COMMAND_LOGIN; verb <= COMMAND_LOGOUT; verb++) {
		if (strcmp(word, words[verb]) == 0)
			break;
	}
	if (verb > COMMAND_LOGOUT) {
		msg_error("%s: no such command", word);
		msg_hint("login, status or logout; without any of them "
			 "port-token prints the token, and port-get reads");
		return EX_BAD_USAGE;
	}
	c->verb = verb;
	return 0;
}

static int
take_form(struct command *c, enum command_form form)
{
	if (c->form != FORM_HEADER && c->form != form) {
		msg_error("--raw, --json, --export, --curl: one of them");
		return EX_BAD_USAGE;
	}
	c->form = form;
	return 0;
}

static int
take_method(struct command *c, const char *method)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "PATCH",
					       "DELETE" };
	size_t i;

	for (i = 0; i < sizeof methods / sizeof *methods; i++) {
		if (strcasecmp(method, methods[i]) == 0) {
			c->method = methods[i];
			return 0;
		}
	}
	msg_error("--request takes GET, POST, PUT, PATCH or DELETE");
	return EX_BAD_USAGE;
}

static int
take_option(struct command *c, const struct options *o, int id)
{
	long seconds;

	switch (id) {
	case OPT_RAW:
		return take_form(c, FORM_RAW);
	case OPT_JSON:
		return take_form(c, FORM_JSON);
	case OPT_EXPORT:
		return take_form(c, FORM_EXPORT);
	case OPT_CURL:
		c->resource = o->value[0];
		return take_form(c, FORM_CURL);
	case OPT_REQUEST:
		return take_method(c, o->value[0]);
	case OPT_EACH:
		c->each = o->value[0];
		return 0;
	case OPT_MIN_TTL:
		if (options_number(o, o->value[0], 0, 10000, &seconds))
			return EX_BAD_USAGE;
		c->need.min_ttl = seconds;
		c->need.min_ttl_given = true;
		return 0;
	case OPT_TIMEOUT:
		return options_number(o, o->value[0], 1, 3600,
				      &c->chosen.timeout);
	case OPT_REFRESH:
		c->need.refresh = true;
		return 0;
	case OPT_CLIENT_ID:
		c->client_id = o->value[0];
		return 0;
	case OPT_API_URL:
		c->chosen.api_url = o->value[0];
		return 0;
	case OPT_PROFILE:
		c->chosen.profile = o->value[0];
		return 0;
	case OPT_ALL:
		c->all = true;
		return 0;
	default:
		c->chosen.no_prompt = true;
		return 0;
	}
}

/* --help and --version end the reading: what follows them does not matter. */
static int
walk(struct command *c, struct options *o, unsigned *ret_seen)
{
	bool quiet = false, verbose = false;
	int id, status = 0;

	while (status == 0 && (id = options_next(o)) != OPTIONS_END) {
		if (id == OPT_HELP || id == OPT_VERSION) {
			c->verb =
				id == OPT_HELP ? COMMAND_HELP : COMMAND_VERSION;
			return 0;
		}
		quiet = quiet || id == OPT_QUIET;
		verbose = verbose || id == OPT_VERBOSE;
		msg_level(quiet, verbose);
		if (id == OPTIONS_BAD)
			return EX_BAD_USAGE;
		if (id == OPTIONS_WORD)
			status = take_word(c, o->value[0]);
		else if (id != OPT_QUIET && id != OPT_VERBOSE)
			status = take_option(c, o, id);
		if (id > 0)
			*ret_seen |= 1u << id;
	}
	return status;
}

/* A config that is cut off before its body must not do what it says: Port needs
 * no body for a GET or DELETE. */
static int
check_curl(const struct command *c)
{
	const char *why = NULL;

	if (c->form != FORM_CURL && (c->each || c->method))
		why = "only with --curl";
	else if (c->each && *c->resource == '@')
		why = "takes one RESOURCE, not @FILE";
	else if (c->each && c->method &&
		 (*c->method == 'G' || *c->method == 'D'))
		why = "not with --request GET or DELETE, which have no body";
	if (!why)
		return 0;
	msg_error("%s: %s", c->each ? "--each" : "--request", why);
	return EX_BAD_USAGE;
}

static int
check(const struct command *c, unsigned seen)
{
	const struct option_row *row;

	if (c->verb > COMMAND_LOGOUT)
		return 0;
	for (row = table; row->id; row++) {
		if (row->id == OPTIONS_ELSEWHERE || !(seen & 1u << row->id) ||
		    goes_with(row->id, c->verb))
			continue;
		if (c->verb == COMMAND_PRINT)
			msg_error("--%s: only with %s", row->name,
				  row->id == OPT_ALL ? "logout" : "login");
		else
			msg_error("--%s: not with %s", row->name,
				  words[c->verb]);
		return EX_BAD_USAGE;
	}
	if (c->all && c->chosen.profile) {
		msg_error("--all: not with --profile");
		return EX_BAD_USAGE;
	}
	return check_curl(c);
}

/* -x anywhere, alone, in a bundle or with a value; at worst a value that looks
 * like one, which costs a failing command a line on stdout. */
static bool
has_export(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--export") == 0 ||
		    strncmp(argv[i], "--export=", 9) == 0 ||
		    (argv[i][0] == '-' && argv[i][1] != '-' &&
		     strchr(argv[i], 'x')))
			return true;
	}
	return false;
}

int
command_parse(struct command *ret, int argc, char **argv)
{
	struct options o = {
		.table = table,
		.argc = argc,
		.argv = argv,
	};
	unsigned seen = 0;
	int status;

	*ret = (struct command){
		.need = { .min_ttl = 30, .may_sleep = true },
		.chosen = { .timeout = 20 },
	};
	status = walk(ret, &o, &seen);
	if (status == 0)
		status = check(ret, seen);
	if (status && has_export(argc, argv))
		ret->form = FORM_EXPORT;
	return status;
}

static const char usage[] =
	"usage: port-token [-r | -j | -x | --curl RESOURCE] [-t SEC] [-R] "
	"[OPTION...]\n"
	"       port-token --curl RESOURCE [--request METHOD] [--each FILE]\n"
	"       port-token login  [-p NAME] [--api-url URL] [--client-id ID]\n"
	"       port-token status [-p NAME] [-j]\n"
	"       port-token logout [-p NAME | --all]\n"
	"\n"
	"Prints a bearer token of Port's API as the header that carries it.\n"
	"It comes from PORT_ACCESS_TOKEN, from PORT_CLIENT_ID and "
	"PORT_CLIENT_SECRET,\n"
	"or from the profile that login stored in the keyring.\n"
	"\n";

int
command_help(void)
{
	return options_help(usage, table);
}
