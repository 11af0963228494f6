/*
 * port-token with lines NAME=VALUE as its environment, an empty line, a line for
 * each argument, an empty line, and Port's answer (port.h). It prints exactly
 * one of its forms.
 */
#include "helper/cli/command.h"
#include "helper/base/exits.h"
#include "helper/cli/format.h"

#include "tests/fuzz/port.h"

enum { ARGUMENTS = 16 };

static const char *const names[] = {
	"PORT_ACCESS_TOKEN", "PORT_CLIENT_ID", "PORT_CLIENT_SECRET",
	"PORT_PROFILE", "PORT_API_URL", "PORT_BASE_URL", "PORT_REGION",
	"PORT_KEYRING", "CI"
};

static void
set_environment(const uint8_t **data, size_t *n)
{
	size_t i;
	char *line, *value;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
	for (;;) {
		line = fuzz_take(data, n, '\n');
		value = line;
		strsep(&value, "=");
		for (i = 0; value && i < sizeof names / sizeof *names; i++)
			if (!strcmp(line, names[i]))
				setenv(line, value, 1);
		if (!*line)
			break;
		free(line);
	}
	free(line);
	setenv("PORT_KEYRING", "off", 1);
}

/* The text after `prefix`, with which it must begin. */
static const char *
behind(const char *text, const char *prefix)
{
	MUST(!strncmp(text, prefix, strlen(prefix)));
	return text + strlen(prefix);
}

/* The text after bytes that never need quotes: a token or a URL. */
static const char *
word(const char *text, const char *also)
{
	size_t n = 0;

	while (text[n] && (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				  "mnopqrstuvwxyz0123456789-._~+/=", text[n]) ||
			   strchr(also, text[n])))
		n++;
	MUST(n > 0);
	return text + n;
}

static void
check(enum command_form form, const struct buf *text)
{
	const char *p = buf_text(text);

	MUST(strlen(p) == text->len);
	switch (form) {
	case FORM_HEADER:
		p = word(behind(p, "Authorization: Bearer "), "");
		break;
	case FORM_RAW:
		p = word(p, "");
		break;
	case FORM_JSON:
		p = behind(p, "{\"");
		MUST(p[strlen(p) - 2] == '}');
		p = strchr(p, '\n');
		break;
	case FORM_EXPORT:
		p = word(behind(p, "export PORT_ACCESS_TOKEN='"), "");
		p = word(behind(p, "' PORT_API_URL='"), ":[]");
		p = behind(p, "'");
		break;
	case FORM_CURL:
		return;	/* printed elsewhere */
	}
	MUST(!strcmp(p, "\n"));
}

static void
print(struct command *c)
{
	struct session *s;
	struct buf text = BUF_SECRET(1 << 22);
	int status;

	c->need.may_sleep = false;
	status = session_open(&s, &c->chosen, VARS_ALL);
	if (status == 0)
		status = acquire_token(s, &c->need);
	if (status == 0)
		format_token(c->form, s, &text);
	MUST(!text.failed);
	MUST(status >= 0 && status <= EX_INTERNAL);
	if (status == 0)
		check(c->form, &text);
	buf_free(&text);
	session_close(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char program[] = "port-token", *argv[ARGUMENTS + 2] = { program };
	struct command c;
	int argc = 1, i, status;

	msg_level(false, false);
	set_environment(&data, &n);
	while (argc <= ARGUMENTS && n > 0) {
		argv[argc] = fuzz_take(&data, &n, '\n');
		if (!*argv[argc++])
			break;
	}
	if (argc > 1 && !*argv[argc - 1])
		free(argv[--argc]);
	argv[argc] = NULL;
	port_says(data, n);
	status = command_parse(&c, argc, argv);
	MUST(status == 0 || status == EX_BAD_USAGE);
	if (status == 0 && c.verb == COMMAND_PRINT && !c.help && !c.version)
		print(&c);
	for (i = 1; i < argc; i++)
		free(argv[i]);
	return 0;
}
