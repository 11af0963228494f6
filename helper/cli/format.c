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
	const struct token *t = session_token(s);
	int64_t left = token_left(t);
	bool known = left != TOKEN_LIFE_UNKNOWN;
	const char *id = session_client_id(s);
	jv o, text;
	int bad;

	o = jv_object_set(jv_object(), jv_string("access_token"),
			  jv_string(buf_text(&t->text)));
	o = jv_object_set(o, jv_string("token_type"), jv_string("Bearer"));
	o = jv_object_set(o, jv_string("expires_at"),
			  known ? jv_number((double)token_expires_at(t)) :
				  jv_null());
	o = jv_object_set(o, jv_string("expires_in"),
			  known ? jv_number((double)left) : jv_null());
	o = jv_object_set(o, jv_string("api_url"),
			  jv_string(session_api_url(s)));
	o = jv_object_set(o, jv_string("client_id"),
			  id && t->source != TOKEN_FROM_ENV ? jv_string(id) :
							      jv_null());
	o = jv_object_set(o, jv_string("source"),
			  jv_string(sources[t->source]));
	text = jv_dump_string(o, 0);
	bad = buf_adds(ret, jv_string_value(text)) || buf_addc(ret, '\n');
	jv_free(text);
	return bad;
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
