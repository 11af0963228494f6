#include "helper/cli/command.h"

#include <string.h>
#include <strings.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/cli/habits.h"

enum {
	OPT_RAW = 1,
	OPT_JSON,
	OPT_EXPORT,
	OPT_CURL,
	OPT_REQUEST,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_HELP,
	OPT_VERSION
};

/* Marks: the verbs that take an option. */
enum {
	PRINT = 1 << COMMAND_PRINT,
	LOGIN = 1 << COMMAND_LOGIN,
	STATUS = 1 << COMMAND_STATUS,
	LOGOUT = 1 << COMMAND_LOGOUT
};

#define CALL(value) .id = (value)
#define FLAG(member)                                                           \
	.kind = OPTIONS_FLAG, .target = offsetof(struct command, member)
#define TEXT(member)                                                           \
	.kind = OPTIONS_TEXT, .target = offsetof(struct command, member)
#define NUMBER(member, low, high)                                              \
	.kind = OPTIONS_NUMBER, .target = offsetof(struct command, member),    \
	.min = (low), .max = (high)

const struct options_row command_options[] = {
	{ 'r', "raw", NULL, "print only the token", CALL(OPT_RAW),
	  .mark = PRINT },
	{ 'j', "json", NULL, "print JSON", CALL(OPT_JSON),
	  .mark = PRINT | STATUS },
	{ 'x', "export", NULL, "print shell code for eval", CALL(OPT_EXPORT),
	  .mark = PRINT },
	{ 0, "curl", "RESOURCE",
	  "print a config for curl -K; @FILE: many requests", CALL(OPT_CURL),
	  .mark = PRINT },
	{ 0, "request", "METHOD", "--curl: GET, POST, PUT, PATCH or DELETE",
	  CALL(OPT_REQUEST), .mark = PRINT },
	{ 0, "each", "FILE",
	  "--curl: one request per JSON text in FILE, its body", TEXT(each),
	  .mark = PRINT },
	{ 't', "min-ttl", "SEC",
	  "fail if the token expires sooner (default 30)",
	  NUMBER(min_ttl, 0, 10000), .mark = PRINT },
	{ 'R', "refresh", NULL, "ignore variable and cache; ask Port",
	  FLAG(need.refresh), .mark = PRINT },
	{ 0, "client-id", "ID", "log in with this client id", TEXT(client_id),
	  .mark = LOGIN },
	{ 0, "all", NULL, "forget all profiles and tokens", FLAG(all),
	  .mark = LOGOUT },
	{ 0, "api-url", "URL", "Port's API: eu, us or a URL",
	  TEXT(chosen.api_url) },
	{ 'p', "profile", "NAME", "use this stored profile",
	  TEXT(chosen.profile) },
	{ 0, "timeout", "SEC", "seconds to wait for data (default 20)",
	  NUMBER(chosen.timeout, 1, 3600) },
	{ 0, "no-prompt", NULL, "never ask to unlock the keyring",
	  FLAG(chosen.no_prompt) },
	{ 'q', "quiet", NULL, "print errors only", CALL(OPT_QUIET) },
	{ 'v', "verbose", NULL, "show requests and warnings",
	  CALL(OPT_VERBOSE) },
	{ 'h', "help", NULL, "show this help", CALL(OPT_HELP) },
	{ 'V', "version", NULL, "show the version and the libraries",
	  CALL(OPT_VERSION) },
	{ 0 }
};

static const char usage_print[] =
	"usage: port-token [-r | -j | -x | --curl RESOURCE] [-t SEC] [-R] "
	"[OPTION...]\n"
	"       port-token --curl RESOURCE [--request METHOD] [--each FILE]\n"
	"       port-token login  [-p NAME] [--api-url URL] [--client-id ID]\n"
	"       port-token status [-p NAME] [-j]\n"
	"       port-token logout [-p NAME | --all]\n"
	"\n"
	"Prints an access token for Port's API as an Authorization header.\n"
	"The token comes from PORT_ACCESS_TOKEN, from PORT_CLIENT_ID and\n"
	"PORT_CLIENT_SECRET, or from the profile that login stored in the "
	"keyring.\n"
	"\n";
static const char usage_login[] =
	"usage: port-token login [-p NAME] [--api-url URL] [--client-id ID]\n"
	"\n"
	"Asks for client id and client secret, checks them with Port and "
	"stores them\n"
	"in the keyring as profile NAME (default: default). Without a "
	"terminal it reads\n"
	"the secret from standard input, as one line.\n"
	"\n";
static const char usage_status[] =
	"usage: port-token status [-p NAME] [-j]\n"
	"\n"
	"Shows the identity that would be used and why, when its token "
	"expires, and\n"
	"every stored profile. Does not ask Port.\n"
	"\n";
static const char usage_logout[] =
	"usage: port-token logout [-p NAME | --all]\n"
	"\n"
	"Deletes the secret and the tokens of profile NAME (default: default) "
	"from the\n"
	"keyring, and the tokens of the credentials in the environment. Port "
	"accepts a\n"
	"copied token until it expires.\n"
	"\n";

const struct command_word command_words[COMMAND_VERSION] = {
	[COMMAND_PRINT] = { NULL, NULL, usage_print },
	[COMMAND_LOGIN] = { "login", "store credentials", usage_login },
	[COMMAND_STATUS] = { "status", "show who you are", usage_status },
	[COMMAND_LOGOUT] = { "logout", "forget a profile", usage_logout },
};

static int
refuse_word(const struct command *c, const char *word)
{
	const char *hint = options_habit_hint(command_word_habits, word);
	bool command =
		hint && !strncmp(hint, "port-token ", 11) && !strchr(hint, '|');

	msg_error("%s: no such command", word);
	msg_choose(c->chosen.profile, c->chosen.api_url);
	if (!hint && strchr(word, ':'))
		msg_hint("port-get%s %s", msg_choice(), word);
	else if (hint)
		msg_hint("%s%s", hint, command ? msg_choice() : "");
	else
		msg_hint("login, status or logout; without any of them "
			 "port-token prints the token, and port-get reads");
	return EX_BAD_USAGE;
}

/* The word may be a secret: only a name of a command is shown. */
static int
refuse_argument(const struct command *c, const char *word)
{
	const char *after = command_words[c->verb].name;
	enum command_verb verb;

	for (verb = COMMAND_LOGIN; verb <= COMMAND_LOGOUT; verb++) {
		if (strcmp(word, command_words[verb].name) == 0) {
			msg_error("unexpected argument '%s' after %s", word,
				  after);
			msg_hint("port-token %s", word);
			return EX_BAD_USAGE;
		}
	}
	msg_error("unexpected argument after %s", after);
	if (c->verb != COMMAND_LOGIN)
		msg_hint("port-token %s -p NAME", after);
	else if (c->client_id)
		msg_hint("login asks for the secret, or reads it from standard "
			 "input: port-token login --client-id ID");
	else
		msg_hint("port-token login -p NAME --client-id ID");
	return EX_BAD_USAGE;
}

static int
take_word(struct command *c, const char *word)
{
	enum command_verb verb;

	if (c->verb != COMMAND_PRINT) {
		return refuse_argument(c, word);
	}
	for (verb = COMMAND_LOGIN; verb <= COMMAND_LOGOUT; verb++) {
		if (strcmp(word, command_words[verb].name) == 0) {
			c->verb = verb;
			return 0;
		}
	}
	return refuse_word(c, word);
}

static int
take_form(struct command *c, enum command_form form)
{
	if (c->form != FORM_HEADER && c->form != form) {
		msg_error("--raw, --json, --export and --curl are mutually "
			  "exclusive");
		if ((c->form == FORM_CURL && form == FORM_JSON) ||
		    (c->form == FORM_JSON && form == FORM_CURL))
			msg_hint(HABIT_WITH_BODY);
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
	msg_error("--request takes GET, POST, PUT, PATCH or DELETE, not '%s'",
		  method);
	return EX_BAD_USAGE;
}

static int
take_option(struct command *c, const struct options *o, int id)
{
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
	default:
		return 0;
	}
}

/* Whether there is a -x in any form, also within a bundle. A value that looks
 * like it counts too; that only costs a failing command a line on stdout. */
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

/* --help and --version end the parsing; the rest is ignored. With -x they are
 * refused: the shell would run what they print. */
static int
take_help(struct command *c, const struct options *o, int id)
{
	if (has_export(o->argc, o->argv)) {
		msg_error("--export: not with --%s", o->row->name);
		return EX_BAD_USAGE;
	}
	if (id == OPT_VERSION)
		c->verb = COMMAND_VERSION;
	else
		c->help = true;
	return 0;
}

static int
walk(struct command *c, struct options *o, unsigned *ret_seen)
{
	bool quiet = false, verbose = false;
	int id, status = 0;

	while (status == 0 && (id = options_next(o)) != OPTIONS_END) {
		if (id == OPT_HELP || id == OPT_VERSION)
			return take_help(c, o, id);
		quiet = quiet || id == OPT_QUIET;
		verbose = verbose || id == OPT_VERBOSE;
		msg_level(quiet, verbose);
		if (id == OPTIONS_BAD)
			return EX_BAD_USAGE;
		if (id == OPTIONS_WORD)
			status = take_word(c, o->value[0]);
		else
			status = take_option(c, o, id);
		if (o->row)
			*ret_seen |= 1u << (o->row - command_options);
	}
	return status;
}

/* No --each with GET or DELETE: Port needs no body for these, so a config that
 * is cut off before the body would still take effect. */
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
	const struct options_row *row;

	for (row = command_options; row->help; row++) {
		if (!(seen & 1u << (row - command_options)) || !row->mark ||
		    row->mark & 1u << c->verb)
			continue;
		if (c->verb == COMMAND_PRINT)
			msg_error("--%s: only with %s", row->name,
				  row->mark & LOGOUT ? "logout" : "login");
		else
			msg_error("--%s: not with %s", row->name,
				  command_words[c->verb].name);
		return EX_BAD_USAGE;
	}
	if (c->all && (c->chosen.profile || c->chosen.api_url)) {
		msg_error("--all: not with --%s",
			  c->chosen.profile ? "profile" : "api-url");
		return EX_BAD_USAGE;
	}
	return check_curl(c);
}

int
command_parse(struct command *ret, int argc, char **argv)
{
	struct options o = {
		.table = command_options,
		.habits = command_habits,
		.target = ret,
		.argc = argc,
		.argv = argv,
	};
	unsigned seen = 0;
	int status;

	*ret = (struct command){
		.min_ttl = -1,
		.need = { .min_ttl = 30, .may_sleep = true },
		.chosen = { .timeout = 20 },
	};
	status = walk(ret, &o, &seen);
	msg_choose(ret->chosen.profile, ret->chosen.api_url);
	if (status == 0 && !ret->help && ret->verb != COMMAND_VERSION)
		status = check(ret, seen);
	if (ret->min_ttl >= 0) {
		ret->need.min_ttl = ret->min_ttl;
		ret->need.min_ttl_given = true;
	}
	if (status && has_export(argc, argv))
		ret->form = FORM_EXPORT;
	return status;
}

int
command_help(enum command_verb verb)
{
	return options_help(command_words[verb].usage, command_options,
			    verb == COMMAND_PRINT ? ~0u : 1u << verb);
}
