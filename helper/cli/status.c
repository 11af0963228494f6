/* port-token status (verbs.h). */
#include <jv.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/session/session.h"
#include "helper/cli/verbs.h"
#include "helper/cli/when.h"

/* What there is to tell. */
struct view {
	struct session session;
	int code;
	const char *keyring;	     /* "ready", "locked" ... */
	struct keyring_items stored; /* the profiles */
	const char *shadowed[SETTINGS + 1];
	int n_shadowed;
};

static const char *const states[] = {
	[KEYRING_READY] = "ready",	   [KEYRING_SWITCHED_OFF] = "off",
	[KEYRING_ABSENT] = "absent",	   [KEYRING_LOCKED] = "locked",
	[KEYRING_NO_COLLECTION] = "ready", [KEYRING_SILENT] = "silent",
};

static void
look_around(struct view *v)
{
	const struct keyring_match match = { .kind = KEYRING_SECRET };
	struct keyring *k = session_keyring(&v->session);
	enum keyring_state state = KEYRING_SILENT;
	int i;

	if (k)
		state = keyring_search(k, &match, false, &v->stored);
	for (i = 0; i < v->stored.n; i++) {
		if (v->stored.item[i].locked)
			state = KEYRING_LOCKED;
	}
	v->keyring = states[state];
}

/* What is set, and does not count for what comes before it. */
static void
find_shadowed(struct view *v)
{
	const struct environment *s = &v->session.environment;
	const struct identity *who = &v->session.who;
	bool by_option = s->chosen.profile != NULL;
	int i;

	if (who->kind == IDENTITY_NONE)
		return;

	for (i = SET_TOKEN; i <= SET_PROFILE; i++) {
		bool counts =
			i == SET_TOKEN	 ? who->kind == IDENTITY_TOKEN :
			i == SET_PROFILE ? who->kind == IDENTITY_PROFILE :
					   who->kind == IDENTITY_CREDENTIALS;

		if (s->of[i].value && (by_option || !counts))
			v->shadowed[v->n_shadowed++] = s->of[i].name;
	}
	for (i = 0; i < v->stored.n; i++) {
		if (strcmp(v->stored.item[i].profile, "default") == 0 &&
		    strcmp(who->profile, "default") != 0) {
			v->shadowed[v->n_shadowed++] = "profile default";
			break;
		}
	}
}

/* --- as JSON --- */

static jv
text_or_null(const char *text)
{
	return text && *text ? jv_string(text) : jv_null();
}

static void
put(jv *object, const char *key, jv value)
{
	*object = jv_object_set(*object, jv_string(key), value);
}

static jv
profiles(const struct keyring_items *stored)
{
	jv all = jv_array();
	int i;

	for (i = 0; i < stored->n; i++) {
		jv one = jv_object();

		put(&one, "name", jv_string(stored->item[i].profile));
		put(&one, "api_url", jv_string(stored->item[i].api_url));
		put(&one, "client_id", jv_string(stored->item[i].client_id));
		all = jv_array_append(all, one);
	}
	return all;
}

static jv
expires_at(const struct token *t)
{
	if (!t->text.len || token_left(t) == TOKEN_LIFE_UNKNOWN)
		return jv_null();
	return jv_number((double)token_expires_at(t));
}

static int
add_json(const struct view *v, struct buf *ret)
{
	const struct identity *who = &v->session.who;
	jv o = jv_object(), shadowed = jv_array(), text;
	int i, bad;

	put(&o, "source",
	    who->kind == IDENTITY_NONE	  ? jv_null() :
	    who->kind == IDENTITY_PROFILE ? jv_string("keyring") :
					    jv_string("env"));
	put(&o, "profile", text_or_null(who->profile));
	put(&o, "api_url", text_or_null(who->api_url));
	put(&o, "client_id",
	    who->kind == IDENTITY_TOKEN ? jv_null() :
					  text_or_null(who->client_id));
	put(&o, "expires_at", expires_at(&v->session.token));
	put(&o, "keyring", jv_string(v->keyring));
	for (i = 0; i < v->n_shadowed; i++)
		shadowed = jv_array_append(shadowed, jv_string(v->shadowed[i]));
	put(&o, "shadowed", shadowed);
	put(&o, "profiles", profiles(&v->stored));
	text = jv_dump_string(o, 0);
	bad = buf_adds(ret, jv_string_value(text)) || buf_addc(ret, '\n');
	jv_free(text);
	return bad;
}

/* --- for people --- */

static const char *
why(const struct identity *who)
{
	switch (who->kind) {
	case IDENTITY_TOKEN:
		return "it is set";
	case IDENTITY_CREDENTIALS:
		return "both are set";
	case IDENTITY_PROFILE:
		return strcmp(who->named_by, "default") == 0 ?
			       "no variable names another" :
			       who->named_by;
	case IDENTITY_NONE:
		break;
	}
	return "nothing that can be used is set or stored";
}

static int
add_identity(const struct identity *who, struct buf *ret)
{
	const char *name = identity_name(who);

	if (who->kind == IDENTITY_CREDENTIALS)
		name = "PORT_CLIENT_ID and PORT_CLIENT_SECRET";
	else if (who->kind == IDENTITY_NONE)
		name = "none";
	return buf_addf(ret, "identity: %s (%s)\n", name, why(who)) ||
	       (who->api_url &&
		buf_addf(ret, "URL:      %s\n", who->api_url)) ||
	       (who->client_id && who->kind != IDENTITY_TOKEN &&
		buf_addf(ret, "id:       %s\n", who->client_id));
}

static int
add_token(const struct token *t, struct buf *ret)
{
	int64_t left = t->text.len ? token_left(t) : 0;

	if (!t->text.len)
		return buf_adds(ret, "token:    none kept; the next call asks "
				     "Port for one\n");
	if (left == TOKEN_LIFE_UNKNOWN)
		return buf_adds(ret, "token:    does not tell when it "
				     "expires\n");
	return buf_adds(ret, left > 0 ? "token:    expires " :
					"token:    expired ") ||
	       when_add(ret, left) || buf_addc(ret, '\n');
}

static int
add_text(const struct view *v, struct buf *ret)
{
	const struct session *s = &v->session;
	int i, bad;

	bad = add_identity(&s->who, ret);
	if (s->who.kind != IDENTITY_NONE && v->code == 0)
		bad = bad || add_token(&s->token, ret);
	for (i = 0; i < v->n_shadowed && !bad; i++)
		bad = buf_addf(ret, "%s%s%s",
			       i ? ", " : "shadows:  ", v->shadowed[i],
			       i + 1 < v->n_shadowed ? "" : "\n");
	bad = bad || buf_addf(ret, "keyring:  %s", v->keyring) ||
	      (s->environment.keyring_off_by &&
	       buf_addf(ret, " (%s)", s->environment.keyring_off_by)) ||
	      buf_addc(ret, '\n');
	for (i = 0; i < v->stored.n && !bad; i++)
		bad = buf_addf(ret, "profile:  %s  %s  %s\n",
			       v->stored.item[i].profile,
			       v->stored.item[i].api_url,
			       v->stored.item[i].client_id);
	return bad;
}

/* A token that is there and has expired is as good as none. */
static int
code_of(int status)
{
	return status == EX_EXPIRED ? EX_NO_CREDENTIALS : status;
}

int
verb_status(const struct chosen *chosen, bool json)
{
	struct chosen silent = *chosen;
	struct view v = { .keyring = "off" };
	struct buf text = BUF(1 << 26);
	int failed;

	silent.no_prompt = true;
	v.code = session_open(&v.session, &silent);
	if (v.code == EX_BAD_USAGE)
		goto out;
	if (v.code == 0)
		v.code = code_of(session_look(&v.session));
	if (v.code == EX_NO_CREDENTIALS &&
	    v.session.who.kind == IDENTITY_PROFILE) {
		v.session.who.kind = IDENTITY_NONE;
		*v.session.who.profile = '\0';
	}
	look_around(&v);
	find_shadowed(&v);
	failed = json ? add_json(&v, &text) : add_text(&v, &text);
	failed = failed ? msg_no_memory() : output_write(text.data, text.len);
	if (failed)
		v.code = failed;
out:
	keyring_items_free(&v.stored);
	buf_free(&text);
	session_close(&v.session);
	return v.code;
}
