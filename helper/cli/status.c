/* port-token status (command.h). */
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/command.h"
#include "helper/cli/format.h"
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
	const char *client_id;	     /* NULL: not known */
	const char *keyring;	     /* "ready", "locked" ... */
	struct keyring_items stored; /* the profiles */
	const char *shadowed[VARS + 1];
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
	enum keyring_state state = keyring_search(session_keyring(v->session),
						  &match, false, &v->stored);

	/* Locked items come last. */
	if (v->stored.n && v->stored.item[v->stored.n - 1].locked)
		state = KEYRING_LOCKED;
	v->keyring = status_keyrings[state];
}

static bool
status_counts(const struct status *v, enum variable_name name)
{
	switch (name) {
	case VAR_TOKEN:
		return v->kind == IDENTITY_TOKEN;
	case VAR_PROFILE:
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
	for (int i = VAR_TOKEN; i <= VAR_PROFILE; i++)
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

/* As json_add, but an empty text is null. */
static void
status_put(struct buf *ret, const char *before, const char *text)
{
	json_add(ret, before, text && *text ? text : NULL);
}

static const char *
status_source(const struct status *v)
{
	switch (v->kind) {
	case IDENTITY_NONE:
		return NULL;
	case IDENTITY_PROFILE:
		return "keyring";
	default:
		return "env";
	}
}

static void
status_put_profile(const struct keyring_item *item, struct buf *ret)
{
	json_add(ret, "{\"name\":", item->profile);
	json_add(ret, ",\"api_url\":", item->api_url);
	json_add(ret, ",\"client_id\":", item->client_id);
	buf_addc(ret, '}');
}

static void
status_put_json(const struct status *v, struct buf *ret)
{
	status_put(ret, "{\"source\":", status_source(v));
	status_put(ret, ",\"profile\":", v->profile);
	status_put(ret, ",\"api_url\":", session_api_url(v->session));
	status_put(ret, ",\"client_id\":", v->client_id);
	format_expiry(session_token(v->session), ret);
	json_add(ret, ",\"keyring\":", v->keyring);
	buf_adds(ret, ",\"shadowed\":[");
	for (int i = 0; i < v->n_shadowed; i++)
		json_add(ret, i ? "," : "", v->shadowed[i]);
	buf_adds(ret, "],\"profiles\":[");
	for (int i = 0; i < v->stored.n; i++) {
		buf_adds(ret, i ? "," : "");
		status_put_profile(&v->stored.item[i], ret);
	}
	buf_adds(ret, "]}\n");
}

/* --- for people --- */

static const char *
status_name(const struct status *v)
{
	switch (v->kind) {
	case IDENTITY_NONE:
		return "none";
	case IDENTITY_CREDENTIALS:
		return "PORT_CLIENT_ID and PORT_CLIENT_SECRET";
	default:
		return session_name(v->session);
	}
}

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

static void
status_add_token(const struct token *t, struct buf *ret)
{
	int64_t left = t->text.len ? token_left(t) : 0;

	if (!t->text.len) {
		buf_adds(ret, "none cached; the next call requests one");
	} else if (left == TOKEN_LIFE_UNKNOWN) {
		buf_adds(ret, "does not tell when it expires");
	} else {
		buf_adds(ret, left > 0 ? "expires " : "expired ");
		format_when(left, ret);
	}
}

static int
status_wider(int width, const char *text)
{
	int n = (int)strlen(text);

	return n > width ? n : width;
}

static void
status_add_stored(const struct status *v, struct buf *ret)
{
	const struct keyring_item *item = v->stored.item;
	const struct keyring_item *end = item + v->stored.n;
	int name = 0, url = 0;

	for (; item < end; item++) {
		name = status_wider(name, item->profile);
		url = status_wider(url, item->api_url);
	}
	for (item = v->stored.item; item < end; item++) {
		bool active = v->kind == IDENTITY_PROFILE &&
			      strcmp(item->profile, v->profile) == 0;

		buf_addf(ret, "profile:  %c %-*s  %-*s  %s\n",
			 active ? '*' : ' ', name, item->profile, url,
			 item->api_url, item->client_id);
	}
}

static void
status_add_text(const struct status *v, struct buf *ret)
{
	const char *off = session_environment(v->session)->keyring_off_by;
	const char *url = session_api_url(v->session);

	buf_addf(ret, "identity: %s (%s)\n", status_name(v), status_why(v));
	if (url)
		buf_addf(ret, "URL:      %s\n", url);
	if (v->client_id)
		buf_addf(ret, "id:       %s\n", v->client_id);
	if (v->kind != IDENTITY_NONE && v->code == 0) {
		buf_adds(ret, "token:    ");
		status_add_token(session_token(v->session), ret);
		buf_addf(ret,
			 "\nchecked:  on this machine; to ask Port: "
			 "port-get%s organization\n",
			 msg_choice());
	}
	for (int i = 0; i < v->n_shadowed; i++)
		buf_addf(ret, "%s%s", i ? ", " : "shadows:  ", v->shadowed[i]);
	buf_addf(ret, "%skeyring:  %s", v->n_shadowed ? "\n" : "", v->keyring);
	if (off)
		buf_addf(ret, " (%s)", off);
	buf_addc(ret, '\n');
	status_add_stored(v, ret);
}

/* Find out what to show. */
static void
status_look(struct status *v)
{
	v->kind = session_kind(v->session);
	v->profile = session_identity(v->session)->profile;
	if (v->code == EX_NO_CREDENTIALS && v->kind == IDENTITY_PROFILE) {
		v->kind = IDENTITY_NONE;
		v->profile = "";
	}
	if (v->kind != IDENTITY_TOKEN)
		v->client_id = session_client_id(v->session);
	status_look_around(v);
	status_find_shadowed(v);
}

static int
status_run(struct status *v, const struct command *c)
{
	struct chosen silent = c->chosen;
	struct buf text = BUF(STATUS_MAX);
	int failed;

	silent.no_prompt = true;
	v->code = session_open(&v->session, &silent, VARS_ALL);
	if (v->code == EX_BAD_USAGE || v->code == EX_INTERNAL)
		return v->code;
	if (v->code == 0)
		v->code = acquire_offline(v->session);
	/* An expired token counts as none. */
	if (v->code == EX_EXPIRED)
		v->code = EX_NO_CREDENTIALS;
	status_look(v);
	if (c->form == FORM_JSON)
		status_put_json(v, &text);
	else
		status_add_text(v, &text);
	failed = buf_print(&text);
	return failed ? failed : v->code;
}

int
command_status(const struct command *c)
{
	struct status v = { 0 };
	int code = status_run(&v, c);

	keyring_items_free(&v.stored);
	session_close(v.session);
	return code;
}
