#include "helper/cli/common_options.h"

#include <stdlib.h>

#include "helper/base/buf.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
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

/* A hint repeats only what can be right. */
static void
common_choose(const struct chosen *c)
{
	struct buf options = BUF(MSG_CHOICE_MAX);
	const char *why;
	char *url = c->api_url ? base_url_parse(c->api_url, &why) : NULL;

	if (c->profile && identity_is_profile(c->profile))
		buf_addf(&options, " -p %s", c->profile);
	if (url) {
		buf_adds(&options, " --api-url ");
		shell_word(&options, c->api_url);
	}
	msg_choose(buf_text(&options));
	buf_free(&options);
	free(url);
}

int
common_next(struct options *o, const struct chosen *c)
{
	int id = options_next(o);

	msg_level(c->quiet, c->verbose);
	common_choose(c);
	return id;
}
