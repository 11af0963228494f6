/* Options and words of curl, gh and other tools that people try, and what does
 * here what they are meant to do. */
#include "helper/cli/command.h"

const struct options_habit command_habits[] = {
	{ "-H --header", "port-token prints the header; -r prints the token" },
	{ "--token --access-token --bearer", "-r prints the token" },
	{ "--secret --client-secret --password --with-token",
	  "no option takes a secret: login asks for it, or reads it from "
	  "standard input" },
	{ "-u --user --username --id", "port-token login~ --client-id ID" },
	{ "--region --url --host --hostname --base-url", "--api-url us" },
	{ "--us", "port-token login --api-url us" },
	{ "--name --org --context", "-p NAME uses a stored profile" },
	{ "--force --no-cache --renew", "-R asks Port for a token" },
	{ "--ttl --expires --expires-in", "-t SEC" },
	{ "--env --shell", "x=$(port-token -x) && eval \"$x\"" },
	{ "--silent", "-q prints errors only" },
	{ "--debug --trace", "-v shows requests" },
	{ "-m --max-time --connect-timeout", "--timeout SEC" },
	{ "-o -O --output", "the token goes to standard output" },
	{ "-l --list --profiles", "port-token status lists the profiles" },
	{ "-X --method",
	  "port-token~ --curl RESOURCE --request METHOD | curl -K-" },
	{ "-d --data --data-raw --data-binary -F --form",
	  "port-token~ --curl RESOURCE --each FILE | curl -K-" },
	{ "-K --config", "port-token~ --curl RESOURCE | curl -K-" },
	{ NULL, NULL }
};

const struct options_habit command_word_habits[] = {
	{ "whoami list ls profiles profile users info show me config",
	  "port-token status~" },
	{ "refresh renew rotate", "port-token -R~" },
	{ "token get print access-token print-access-token", "port-token -r~" },
	{ "auth signin init configure add", "port-token login~" },
	{ "signout delete rm remove revoke forget clean",
	  "port-token logout~" },
	{ "help man usage", "port-token --help~" },
	{ "version", "port-token --version~" },
	{ "export env eval", "x=$(port-token -x~) && eval \"$x\"" },
	{ "json", "port-token -j~" },
	{ "use switch select", "-p NAME uses a stored profile" },
	{ "curl api request", "port-token~ --curl RESOURCE | curl -K-" },
	{ NULL, NULL }
};
