/* port-token: gets, caches and prints an access token for Port's API. */

#include <jv.h>

#include "helper/cli/command.h"
#include "helper/base/harden.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/version.h"

static int
token_run(const struct command *c)
{
	if (c->version)
		return version_print("port-token");
	if (c->help)
		return command_help(c->verb);
	return command_words[c->verb].run(c);
}

int
main(int argc, char **argv)
{
	struct command c;
	int code;

	harden_start();
	msg_init("port-token");
	code = command_parse(&c, argc, argv);
	if (c.form == FORM_EXPORT)
		output_last_words("unset PORT_ACCESS_TOKEN; (exit ", ")\n");
	jv_nomem_handler(output_no_memory, NULL);
	if (code == 0)
		code = token_run(&c);
	if (code)
		code = output_failed(code);
	output_exit(output_close(code));
}
