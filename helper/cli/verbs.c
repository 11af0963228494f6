/* The verbs of port-token, and --help of each. */
#include <string.h>

#include "helper/cli/command.h"

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
	"PORT_CLIENT_SECRET, or from the profile that login stored in the\n"
	"keyring.\n"
	"\n";
static const char usage_login[] =
	"usage: port-token login [-p NAME] [--api-url URL] [--client-id ID]\n"
	"\n"
	"Asks for client id and client secret, checks them with Port and\n"
	"stores them in the keyring as profile NAME (default: default).\n"
	"Without a terminal it reads the secret from standard input, as one\n"
	"line.\n"
	"\n";
static const char usage_status[] =
	"usage: port-token status [-p NAME] [-j]\n"
	"\n"
	"Shows the identity that would be used and why, when its token\n"
	"expires, and every stored profile. Does not ask Port.\n"
	"\n";
static const char usage_logout[] =
	"usage: port-token logout [-p NAME | --all]\n"
	"\n"
	"Deletes the secret and the tokens of profile NAME (default: default)\n"
	"from the keyring, and the tokens of the credentials in the\n"
	"environment. Port accepts a copied token until it expires.\n"
	"\n";

const struct command_word command_words[COMMANDS] = {
	[COMMAND_PRINT] = { "", NULL, usage_print, command_print },
	[COMMAND_LOGIN] = { "login", "store credentials", usage_login,
			    command_login },
	[COMMAND_STATUS] = { "status", "show who you are", usage_status,
			     command_status },
	[COMMAND_LOGOUT] = { "logout", "forget a profile", usage_logout,
			     command_logout },
};

enum command_verb
command_verb(const char *word)
{
	enum command_verb verb = COMMAND_LOGOUT;

	while (verb > COMMAND_PRINT && strcmp(word, command_words[verb].name))
		verb--;
	return verb;
}

int
command_help(enum command_verb verb)
{
	return options_help(command_words[verb].usage, command_options,
			    verb == COMMAND_PRINT ? ~0u : 1u << verb);
}
