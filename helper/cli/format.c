#include "helper/cli/format.h"

#include <jv.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

static const char *const sources[] = {
	[TOKEN_FROM_ENV] = "env",
	[TOKEN_FROM_KEYRING] = "keyring",
	[TOKEN_FROM_API] = "api",
};

static int
add_json(const struct session *s, struct buf *ret)
{
	int64_t left = token_left(&s->token);
	bool known = left != TOKEN_LIFE_UNKNOWN;
	const char *id = s->who.client_id;
	jv o, text;
	int bad;

	o = jv_object_set(jv_object(), jv_string("access_token"),
			  jv_string(buf_text(&s->token.text)));
	o = jv_object_set(o, jv_string("token_type"), jv_string("Bearer"));
	o = jv_object_set(
		o, jv_string("expires_at"),
		known ? jv_number((double)token_expires_at(&s->token)) :
			jv_null());
	o = jv_object_set(o, jv_string("expires_in"),
			  known ? jv_number((double)left) : jv_null());
	o = jv_object_set(o, jv_string("api_url"), jv_string(s->who.api_url));
	o = jv_object_set(o, jv_string("client_id"),
			  id && s->token.source != TOKEN_FROM_ENV ?
				  jv_string(id) :
				  jv_null());
	o = jv_object_set(o, jv_string("source"),
			  jv_string(sources[s->token.source]));
	text = jv_dump_string(o, 0);
	bad = buf_adds(ret, jv_string_value(text)) || buf_addc(ret, '\n');
	jv_free(text);
	return bad;
}

/* The alphabets of token and URL need no quoting in a shell: a URL holds no
 * quote, a token none either. */
int
format_token(const struct command *c, const struct session *s, struct buf *ret)
{
	const char *token = buf_text(&s->token.text);
	int bad = 0;

	switch (c->form) {
	case FORM_HEADER:
		bad = buf_addf(ret, "Authorization: Bearer %s\n", token);
		break;
	case FORM_RAW:
		bad = buf_addf(ret, "%s\n", token);
		break;
	case FORM_JSON:
		bad = add_json(s, ret);
		break;
	case FORM_EXPORT:
		bad = buf_addf(ret,
			       "export PORT_ACCESS_TOKEN='%s' "
			       "PORT_API_URL='%s'\n",
			       token, s->who.api_url);
		break;
	case FORM_CURL:
		break; /* config.h */
	}
	return bad ? msg_no_memory() : 0;
}

/* So that eval, and an `exit` after it, have the status of port-token: CI runs
 * a job again by that. In a signal handler, too, hence by hand. */
static size_t
closed(char ret[OUTPUT_WORDS_MAX], int status)
{
	static const char head[] = "unset PORT_ACCESS_TOKEN; (exit ";
	int unit = status > 99 ? 100 : status > 9 ? 10 : 1;
	size_t n;

	for (n = 0; head[n]; n++)
		ret[n] = head[n];
	for (; unit; unit /= 10)
		ret[n++] = (char)('0' + status / unit % 10);
	ret[n++] = ')';
	ret[n++] = '\n';
	return n;
}

static void
fail_by_signal(int number)
{
	char line[OUTPUT_WORDS_MAX];
	size_t len = closed(line, EX_SIGNAL + number);
	ssize_t n = write(STDOUT_FILENO, line, len);

	(void)n;
	signal(number, SIG_DFL);
	raise(number);
}

void
format_fail_closed(void)
{
	/* What ends a program unless it is caught; the last are of libraries
	 * that give up. */
	static const int ends[] = { SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,
				    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
				    SIGPROF, SIGIO,   SIGPWR,  SIGSTKFLT,
				    SIGXCPU, SIGXFSZ, SIGSYS,  SIGILL,
				    SIGFPE,  SIGABRT, SIGTRAP, SIGSEGV,
				    SIGBUS };
	struct sigaction old;
	size_t i;

	output_last_words(closed);
	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (sigaction(ends[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			signal(ends[i], fail_by_signal);
	}
}
