#include "helper/cli/common_options.h"

#include <stdlib.h>

#include "helper/base/msg.h"
#include "helper/identity/identity.h"
#include "helper/url/base_url.h"

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
	const char *why;
	char *url = c->api_url ? base_url_parse(c->api_url, &why) : NULL;

	msg_level(c->quiet, c->verbose);
	/* A hint repeats only what can be right. */
	msg_choose(c->profile && identity_is_profile(c->profile) ? c->profile :
								   NULL,
		   url ? c->api_url : NULL);
	free(url);
	return id;
}
