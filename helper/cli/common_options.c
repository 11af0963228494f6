#include "helper/cli/common_options.h"

#include "helper/base/msg.h"

#define INTO(how, member) OPTIONS_STORE(how, struct chosen, member)

const struct options_row common_options[] = {
	{ 0, "api-url", "URL", "Port's API: eu, us or a URL",
	  INTO(TEXT, api_url) },
	{ 'p', "profile", "NAME", "use this stored profile",
	  INTO(TEXT, profile) },
	{ 0, "no-prompt", NULL, "never ask to unlock the keyring",
	  INTO(FLAG, no_prompt) },
	{ 'q', "quiet", NULL, "print errors only", INTO(FLAG, quiet) },
	{ 'v', "verbose", NULL, "show requests and warnings",
	  INTO(FLAG, verbose) },
	{ 'h', "help", NULL, "show this help", .id = COMMON_HELP },
	{ 'V', "version", NULL, "show the version and the libraries",
	  .id = COMMON_VERSION },
	{ 0 }
};

int
common_next(struct options *o, const struct chosen *c)
{
	int id = options_next(o);

	msg_level(c->quiet, c->verbose);
	msg_choose(c->profile, c->api_url);
	return id;
}
