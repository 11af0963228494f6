#include "helper/cli/format.h"

#include <inttypes.h>

#include "helper/base/msg.h"
#include "helper/json/value.h"

static const char *const sources[] = {
	[TOKEN_FROM_ENV] = "env",
	[TOKEN_FROM_KEYRING] = "keyring",
	[TOKEN_FROM_API] = "api",
};

static int
add_life(const struct token *t, struct buf *ret)
{
	int64_t left = token_left(t);

	if (left == TOKEN_LIFE_UNKNOWN)
		return buf_adds(ret, ",\"expires_at\":null,"
				     "\"expires_in\":null");
	return buf_addf(ret,
			",\"expires_at\":%" PRId64 ",\"expires_in\":%" PRId64,
			token_expires_at(t), left);
}

static int
add_json(const struct session *s, struct buf *ret)
{
	const struct token *t = session_token(s);
	const char *id =
		t->source == TOKEN_FROM_ENV ? NULL : session_client_id(s);

	return json_add(ret, "{\"access_token\":", buf_text(&t->text)) ||
	       buf_adds(ret, ",\"token_type\":\"Bearer\"") ||
	       add_life(t, ret) ||
	       json_add(ret, ",\"api_url\":", session_api_url(s)) ||
	       json_add(ret, ",\"client_id\":", id) ||
	       json_add(ret, ",\"source\":", sources[t->source]) ||
	       buf_adds(ret, "}\n");
}

/* No escaping is needed in a shell: neither token nor URL can hold a quote. */
int
format_token(const struct command *c, const struct session *s, struct buf *ret)
{
	const char *token = buf_text(&session_token(s)->text);
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
			       token, session_api_url(s));
		break;
	case FORM_CURL:
		break; /* config.h */
	}
	return bad ? msg_no_memory() : 0;
}
