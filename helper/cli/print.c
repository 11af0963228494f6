/* port-token without a command: prints the token. */
#include "helper/cli/command.h"

#include "helper/base/output.h"
#include "helper/cli/config.h"
#include "helper/cli/format.h"

static int
print_form(enum command_form form, const struct session *s)
{
	struct buf text = BUF_SECRET(1 << 16);

	format_token(form, s, &text);
	return buf_print(&text);
}

int
command_print(const struct command *c)
{
	struct session *s;
	struct config config = { 0 };
	int status;

	status = session_open(&s, &c->chosen, VARS_ALL);
	if (status == 0 && c->form == FORM_CURL)
		status = config_read(&config, c, session_api_url(s));
	if (status == 0)
		status = acquire_token(s, &c->need);
	if (status == 0 && c->form == FORM_CURL)
		status = config_print(&config, s, output_write);
	else if (status == 0)
		status = print_form(c->form, s);
	config_free(&config);
	session_close(s);
	return status;
}
