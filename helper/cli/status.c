/* port-token status (command.h). */
#include <inttypes.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/command.h"
#include "helper/cli/when.h"
#include "helper/json/value.h"
#include "helper/session/acquire.h"

/* More than a keyring can return in the time that it gets. */
enum { STATUS_MAX = 1 << 26 };

/* What status shows. */
struct status {
	struct session *session;
	int code;
	enum identity_kind kind;     /* NONE where nothing can be used */
	const char *profile;	     /* the active one; "" */
	const char *keyring;	     /* "ready", "locked" ... */
	struct keyring_items stored; /* the profiles */
	const char *shadowed[SETTINGS + 1];
	int n_shadowed;
};

static const char *const status_keyrings[] = {
	[KEYRING_READY] = "ready",	   [KEYRING_SWITCHED_OFF] = "off",
	[KEYRING_ABSENT] = "absent",	   [KEYRING_LOCKED] = "locked",
	[KEYRING_NO_COLLECTION] = "ready", [KEYRING_SILENT] = "silent",
};

static void
status_look_around(struct status *v)
{
	const struct keyring_match match = { .kind = KEYRING_SECRET };
	struct keyring *k = session_keyring(v->session);
	enum keyring_state state = KEYRING_SILENT;

	if (k)
		state = keyring_search(k, &match, false, &v->stored);
	/* Locked items come last. */
	if (v->stored.n && v->stored.item[v->stored.n - 1].locked)
		state = KEYRING_LOCKED;
	v->keyring = status_keyrings[state];
}

static bool
status_counts(const struct status *v, enum variable_name name)
{
	switch (name) {
	case SET_TOKEN:
		return v->kind == IDENTITY_TOKEN;
	case SET_PROFILE:
		return v->kind == IDENTITY_PROFILE;
	default:
		return v->kind == IDENTITY_CREDENTIALS;
	}
}

/* What is set, but ignored because something else comes first. */
static void
status_find_shadowed(struct status *v)
{
	const struct environment *e = session_environment(v->session);

	if (v->kind == IDENTITY_NONE)
		return;
	for (int i = SET_TOKEN; i <= SET_PROFILE; i++)
		if (e->of[i].value &&
		    (e->chosen.profile ||
		     !status_counts(v, (enum variable_name)i)))
			v->shadowed[v->n_shadowed++] = e->of[i].name;
	for (int i = 0; i < v->stored.n; i++) {
		if (strcmp(v->stored.item[i].profile, "default") == 0 &&
		    strcmp(v->profile, "default") != 0) {
			v->shadowed[v->n_shadowed++] = "profile default";
			break;
		}
	}
}

/* --- as JSON --- */

/* As json_add; null for an empty text, too. */
static int
status_put(struct buf *ret, const char *before, const char *text)
{
	return json_add(ret, before, text && *text ? text : NULL);
}

static int
status_put_expiry(const struct token *t, struct buf *ret)
{
	if (!t->text.len || token_left(t) == TOKEN_LIFE_UNKNOWN)
		return buf_adds(ret, ",\"expires_at\":null");
	return buf_addf(ret, ",\"expires_at\":%" PRId64, token_expires_at(t));
}

static int
status_put_profiles(const struct keyring_items *stored, struct buf *ret)
{
	int bad = buf_adds(ret, ",\"profiles\":[");

	for (int i = 0; i < stored->n && !bad; i++) {
		const struct keyring_item *item = &stored->item[i];

		bad = json_add(ret, i ? ",{\"name\":" : "{\"name\":",
			       item->profile) ||
		      json_add(ret, ",\"api_url\":", item->api_url) ||
		      json_add(ret, ",\"client_id\":", item->client_id) ||
		      buf_addc(ret, '}');
	}
	return bad || buf_addc(ret, ']');
}

static int
status_add_json(const struct status *v, struct buf *ret)
{
	const struct session *s = v->session;
	const char *id =
		v->kind == IDENTITY_TOKEN ? NULL : session_client_id(s);
	const char *source = v->kind == IDENTITY_NONE	 ? NULL :
			     v->kind == IDENTITY_PROFILE ? "keyring" :
							   "env";
	int bad = status_put(ret, "{\"source\":", source) ||
		  status_put(ret, ",\"profile\":", v->profile) ||
		  status_put(ret, ",\"api_url\":", session_api_url(s)) ||
		  status_put(ret, ",\"client_id\":", id) ||
		  status_put_expiry(session_token(s), ret) ||
		  json_add(ret, ",\"keyring\":", v->keyring) ||
		  buf_adds(ret, ",\"shadowed\":[");

	for (int i = 0; i < v->n_shadowed; i++)
		bad = bad || json_add(ret, i ? "," : "", v->shadowed[i]);
	return bad || buf_addc(ret, ']') ||
	       status_put_profiles(&v->stored, ret) || buf_adds(ret, "}\n");
}

/* --- for people --- */

static const char *
status_why(const struct status *v)
{
	const char *named_by = session_identity(v->session)->named_by;

	switch (v->kind) {
	case IDENTITY_TOKEN:
		return "it is set";
	case IDENTITY_CREDENTIALS:
		return "both are set";
	case IDENTITY_PROFILE:
		return strcmp(named_by, "default") == 0 ?
			       "no environment variable overrides it" :
			       named_by;
	case IDENTITY_NONE:
		break;
	}
	return "nothing that can be used is set or stored";
}

static int
status_add_identity(const struct status *v, struct buf *ret)
{
	const char *name = v->kind == IDENTITY_NONE ?
				   "none" :
			   v->kind == IDENTITY_CREDENTIALS ?
				   "PORT_CLIENT_ID and PORT_CLIENT_SECRET" :
				   session_name(v->session);
	const char *url = session_api_url(v->session);
	const char *id = v->kind == IDENTITY_TOKEN ?
				 NULL :
				 session_client_id(v->session);

	return buf_addf(ret, "identity: %s (%s)\n", name, status_why(v)) ||
	       (url && buf_addf(ret, "URL:      %s\n", url)) ||
	       (id && buf_addf(ret, "id:       %s\n", id));
}

static int
status_add_token(const struct token *t, struct buf *ret)
{
	int64_t left = t->text.len ? token_left(t) : 0;

	if (!t->text.len)
		return buf_adds(ret, "token:    none cached; the next call "
				     "requests one\n");
	if (left == TOKEN_LIFE_UNKNOWN)
		return buf_adds(ret, "token:    does not tell when it "
				     "expires\n");
	return buf_adds(ret, left > 0 ? "token:    expires " :
					"token:    expired ") ||
	       when_add(ret, left) || buf_addc(ret, '\n');
}

static int
status_add_stored(const struct status *v, struct buf *ret)
{
	size_t name = 0, url = 0, n;
	int bad = 0;

	for (int i = 0; i < v->stored.n; i++) {
		n = strlen(v->stored.item[i].profile);
		name = n > name ? n : name;
		n = strlen(v->stored.item[i].api_url);
		url = n > url ? n : url;
	}
	for (int i = 0; i < v->stored.n && !bad; i++) {
		const struct keyring_item *item = &v->stored.item[i];
		bool active = v->kind == IDENTITY_PROFILE &&
			      strcmp(item->profile, v->profile) == 0;

		bad = buf_addf(ret, "profile:  %c %-*s  %-*s  %s\n",
			       active ? '*' : ' ', (int)name, item->profile,
			       (int)url, item->api_url, item->client_id);
	}
	return bad;
}

static int
status_add_text(const struct status *v, struct buf *ret)
{
	const char *off = session_environment(v->session)->keyring_off_by;
	int bad = status_add_identity(v, ret);

	if (v->kind != IDENTITY_NONE && v->code == 0)
		bad = bad || status_add_token(session_token(v->session), ret) ||
		      buf_addf(ret,
			       "checked:  on this machine; to ask Port: "
			       "port-get%s organization\n",
			       msg_choice());
	for (int i = 0; i < v->n_shadowed && !bad; i++)
		bad = buf_addf(ret, "%s%s%s",
			       i ? ", " : "shadows:  ", v->shadowed[i],
			       i + 1 < v->n_shadowed ? "" : "\n");
	return bad || buf_addf(ret, "keyring:  %s", v->keyring) ||
	       (off && buf_addf(ret, " (%s)", off)) || buf_addc(ret, '\n') ||
	       status_add_stored(v, ret);
}

/* An expired token counts as none. */
static int
status_code(int status)
{
	return status == EX_EXPIRED ? EX_NO_CREDENTIALS : status;
}

static void
status_print(struct status *v, bool json)
{
	struct buf text = BUF(STATUS_MAX);
	int failed;

	v->kind = session_kind(v->session);
	v->profile = session_identity(v->session)->profile;
	if (v->code == EX_NO_CREDENTIALS && v->kind == IDENTITY_PROFILE) {
		v->kind = IDENTITY_NONE;
		v->profile = "";
	}
	status_look_around(v);
	status_find_shadowed(v);
	failed = json ? status_add_json(v, &text) : status_add_text(v, &text);
	failed = failed ? msg_no_memory() : output_write(text.data, text.len);
	if (failed)
		v->code = failed;
	buf_free(&text);
}

int
command_status(const struct command *c)
{
	struct chosen silent = c->chosen;
	struct status v = { 0 };

	silent.no_prompt = true;
	v.code = session_open(&v.session, &silent);
	if (v.code == 0)
		v.code = status_code(acquire_offline(v.session));
	else if (v.code == EX_BAD_USAGE || v.code == EX_INTERNAL)
		goto out;
	status_print(&v, c->form == FORM_JSON);
out:
	keyring_items_free(&v.stored);
	session_close(v.session);
	return v.code;
}
