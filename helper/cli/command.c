#include "helper/cli/command.h"

#include <string.h>
#include <strings.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/cli/common_options.h"

/* common_options stores into `chosen`. */
_Static_assert(offsetof(struct command, chosen) == 0, "chosen comes first");

enum {
	OPT_TTL = COMMON_IDS,
	OPT_REQUEST,
	OPT_FORM /* and an enum command_form */
};

/* Marks: the commands that take an option. */
enum {
	PRINT = 1 << COMMAND_PRINT,
	LOGIN = 1 << COMMAND_LOGIN,
	STATUS = 1 << COMMAND_STATUS,
	LOGOUT = 1 << COMMAND_LOGOUT
};

#define STORE(how, member) OPTIONS_STORE(how, struct command, member)

const struct options_row command_options[] = {
	{ 'r', "raw", NULL, "print only the token", .id = OPT_FORM + FORM_RAW,
	  .mark = PRINT },
	{ 'j', "json", NULL, "print JSON", .id = OPT_FORM + FORM_JSON,
	  .mark = PRINT | STATUS },
	{ 'x', "export", NULL, "print shell code for eval",
	  .id = OPT_FORM + FORM_EXPORT, .mark = PRINT },
	{ 0, "curl", "RESOURCE",
	  "print a config for curl -K; @FILE: many requests",
	  STORE(TEXT, resource), .id = OPT_FORM + FORM_CURL, .mark = PRINT },
	{ 0, "request", "METHOD", "--curl: GET, POST, PUT, PATCH or DELETE",
	  STORE(TEXT, method), .id = OPT_REQUEST, .mark = PRINT },
	{ 0, "each", "FILE",
	  "--curl: one request per JSON text in FILE, its body",
	  STORE(TEXT, each), .mark = PRINT },
	{ 't', "min-ttl", "SEC",
	  "fail if the token expires sooner (default 30)",
	  STORE(NUMBER, need.min_ttl), .max = 10000, .id = OPT_TTL,
	  .mark = PRINT },
	{ 'R', "refresh", NULL, "ignore variable and cache; ask Port",
	  STORE(FLAG, need.refresh), .mark = PRINT },
	{ 0, "client-id", "ID", "log in with this client id",
	  STORE(TEXT, client_id), .mark = LOGIN },
	{ 0, "all", NULL, "forget all profiles and tokens", STORE(FLAG, all),
	  .mark = LOGOUT },
	{ 0, "timeout", "SEC", "seconds to wait for data (default 20)",
	  STORE(NUMBER, chosen.timeout), .min = 1, .max = 3600 },
	{ .more = common_options }
};

const char *const command_methods[] = { "GET",	 "POST",   "PUT",
					"PATCH", "DELETE", NULL };

/* The word may be a secret, as in ID:SECRET: only lower-case letters are shown.
 */
static int
command_refuse_word(const char *word)
{
	const struct options_habit *habit =
		options_habit(command_word_habits, word);
	bool shown = !word[strspn(word, "abcdefghijklmnopqrstuvwxyz-:")];

	msg_error("%s%sno such command", shown ? word : "", shown ? ": " : "");
	if (habit)
		options_hint(habit);
	else if (strchr(word, ':'))
		msg_hint("port-get%s %s", msg_choice(),
			 shown ? shell_shown("%s", word) : "BLUEPRINT:ENTITY");
	else
		msg_hint("login, status or logout; without any of them "
			 "port-token prints the token, and port-get reads");
	return EX_BAD_USAGE;
}

/* The word may be a secret: only the name of a command is shown. */
static int
command_refuse_argument(const struct command *c, const char *word)
{
	const char *after = command_words[c->verb].name;

	if (command_verb(word)) {
		msg_error("unexpected argument '%s' after %s", word, after);
		msg_hint("port-token %s", word);
		return EX_BAD_USAGE;
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
command_take_word(struct command *c, const char *word)
{
	if (c->verb)
		return command_refuse_argument(c, word);
	c->verb = command_verb(word);
	return c->verb ? 0 : command_refuse_word(word);
}

static int
command_take_form(struct command *c, enum command_form form)
{
	if (c->form != FORM_HEADER && c->form != form) {
		msg_error("--raw, --json, --export and --curl are mutually "
			  "exclusive");
		if ((c->form == FORM_CURL && form == FORM_JSON) ||
		    (c->form == FORM_JSON && form == FORM_CURL))
			options_hint(options_habit(command_habits, "--data"));
		return EX_BAD_USAGE;
	}
	c->form = form;
	return 0;
}

static int
command_take_method(struct command *c)
{
	const char *const *method = command_methods;

	while (*method && strcasecmp(c->method, *method))
		method++;
	if (!*method) {
		msg_error("--request takes GET, POST, PUT, PATCH or DELETE, "
			  "not '%s'",
			  c->method);
		return EX_BAD_USAGE;
	}
	c->method = *method;
	return 0;
}

static int
command_take_option(struct command *c, int id)
{
	if (id >= OPT_FORM)
		return command_take_form(c, (enum command_form)(id - OPT_FORM));
	if (id == OPT_REQUEST)
		return command_take_method(c);
	c->need.min_ttl_given |= id == OPT_TTL;
	return 0;
}

/* Whether there is a -x in any form, also within a bundle. A value that looks
 * like it counts too; that only costs a failing command a line on stdout. */
static bool
command_has_export(int argc, char **argv)
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
command_take_help(struct command *c, const struct options *o, int id)
{
	if (command_has_export(o->argc, o->argv)) {
		msg_error("--export: not with --%s", o->row->name);
		return EX_BAD_USAGE;
	}
	c->help = id == COMMON_HELP;
	c->version = id == COMMON_VERSION;
	return 0;
}

/* No --each with GET or DELETE: Port needs no body for these, so a config that
 * is cut off before the body would still take effect. */
static int
command_check_curl(const struct command *c)
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
command_check(const struct command *c)
{
	const struct options_row *row = command_options;

	for (; row->help; row = options_after(row)) {
		if (!row->mark || row->mark & 1u << c->verb ||
		    !(c->given & 1u << (row - command_options)))
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
	return command_check_curl(c);
}

static int
command_walk(struct command *c, struct options *o)
{
	int id, status = 0;

	while (status == 0 &&
	       (id = common_next(o, &c->chosen)) != OPTIONS_END) {
		if (id == COMMON_HELP || id == COMMON_VERSION)
			return command_take_help(c, o, id);
		if (id == OPTIONS_BAD)
			return EX_BAD_USAGE;
		status = id == OPTIONS_WORD ?
				 command_take_word(c, o->value[0]) :
				 command_take_option(c, id);
		if (o->row && o->row->mark)
			c->given |= 1u << (o->row - command_options);
	}
	return status ? status : command_check(c);
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
	int status;

	*ret = (struct command){
		.chosen = { .timeout = 20 },
		.need = { .min_ttl = 30, .may_sleep = true },
	};
	status = command_walk(ret, &o);
	if (status && command_has_export(argc, argv))
		ret->form = FORM_EXPORT;
	return status;
}
