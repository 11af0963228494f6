#include "helper/cli/format.h"

#include <jv.h>
#include <string.h>

#include "helper/base/msg.h"

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
