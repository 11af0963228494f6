#include "helper/cli/format.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "helper/base/clock.h"
#include "helper/base/utf8.h"
#include "helper/json/value.h"

static const char *const sources[] = {
	[TOKEN_FROM_ENV] = "env",
	[TOKEN_FROM_KEYRING] = "keyring",
	[TOKEN_FROM_API] = "api",
};

static void
format_number(struct buf *ret, const char *before, bool known, int64_t number)
{
	buf_adds(ret, before);
	if (known)
		buf_addf(ret, "%" PRId64, number);
	else
		buf_adds(ret, "null");
}

void
format_expiry(const struct token *t, struct buf *ret)
{
	bool known = t->text.len && token_left(t) != TOKEN_LIFE_UNKNOWN;

	format_number(ret, ",\"expires_at\":", known,
		      known ? token_expires_at(t) : 0);
}

static void
format_json(const struct session *s, struct buf *ret)
{
	const struct token *t = session_token(s);
	int64_t left = token_left(t);

	json_add(ret, "{\"access_token\":", buf_text(&t->text));
	json_add(ret, ",\"token_type\":", "Bearer");
	format_expiry(t, ret);
	format_number(ret, ",\"expires_in\":", left != TOKEN_LIFE_UNKNOWN,
		      left);
	json_add(ret, ",\"api_url\":", session_api_url(s));
	json_add(ret, ",\"client_id\":",
		 t->source == TOKEN_FROM_ENV ? NULL : session_client_id(s));
	json_add(ret, ",\"source\":", sources[t->source]);
	buf_adds(ret, "}\n");
}

/* No escaping is needed in a shell: neither token nor URL can hold a quote. */
void
format_token(enum command_form form, const struct session *s, struct buf *ret)
{
	const char *token = buf_text(&session_token(s)->text);

	switch (form) {
	case FORM_HEADER:
		buf_addf(ret, "Authorization: Bearer %s\n", token);
		break;
	case FORM_RAW:
		buf_addf(ret, "%s\n", token);
		break;
	case FORM_JSON:
		format_json(s, ret);
		break;
	case FORM_EXPORT:
		buf_addf(ret,
			 "export PORT_ACCESS_TOKEN='%s' PORT_API_URL='%s'\n",
			 token, session_api_url(s));
		break;
	case FORM_CURL:
		break;
	}
}

static void
format_span(struct buf *ret, int64_t seconds)
{
	if (seconds < 60)
		buf_addf(ret, "%" PRId64 " s", seconds);
	else if (seconds < 3600)
		buf_addf(ret, "%" PRId64 " min", seconds / 60);
	else
		buf_addf(ret, "%" PRId64 " h %" PRId64 " min", seconds / 3600,
			 seconds % 3600 / 60);
}

void
format_when(int64_t seconds, struct buf *ret)
{
	struct moment now;
	struct tm tm;
	time_t then;
	char text[64] = "";

	clock_now(&now);
	then = (time_t)(now.wall + seconds);
	if (localtime_r(&then, &tm))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", &tm);
	/* TZ may name a file, whose names of zones may hold anything. */
	if (!utf8_plain(text, strlen(text)))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %z", &tm);
	buf_addf(ret, "%s, %s", text, seconds < 0 ? "" : "in ");
	format_span(ret, seconds < 0 ? -seconds : seconds);
	if (seconds < 0)
		buf_adds(ret, " ago");
}
