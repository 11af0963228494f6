/* port-token: gets, caches and prints an access token for Port's API. */

#include "helper/cli/command.h"
#include "helper/cli/config.h"
#include "helper/cli/format.h"
#include "helper/base/harden.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/verbs.h"
#include "helper/version.h"

static int
write_token(const struct command *c, const struct session *s)
{
	struct buf text = BUF_SECRET(1 << 16);
	int status = format_token(c, s, &text);

	if (status == 0)
		status = output_write(text.data, text.len);
	buf_free(&text);
	return status;
}

static int
print_token(const struct command *c)
{
	struct session *s;
	struct config config = { 0 };
	int status;

	status = session_open(&s, &c->chosen);
	if (status == 0 && c->form == FORM_CURL)
		status = config_read(&config, c, session_api_url(s));
	if (status == 0)
		status = acquire_token(s, &c->need);
	if (status == 0 && c->form == FORM_CURL)
		status = config_print(&config, s, output_write);
	else if (status == 0)
		status = write_token(c, s);
	config_free(&config);
	session_close(s);
	return status;
}

static int
obey(const struct command *c)
{
	if (c->help)
		return command_help(c->verb);
	switch (c->verb) {
	case COMMAND_LOGIN:
		return verb_login(&c->chosen, c->client_id);
	case COMMAND_STATUS:
		return verb_status(&c->chosen, c->form == FORM_JSON);
	case COMMAND_LOGOUT:
		return verb_logout(&c->chosen, c->all);
	case COMMAND_VERSION:
		return version_print("port-token", NULL);
	case COMMAND_PRINT:
		break;
	}
	return print_token(c);
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
	if (code == 0)
		code = obey(&c);
	if (code)
		code = output_failed(code);
	output_exit(output_close(code));
}
