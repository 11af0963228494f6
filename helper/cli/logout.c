/* port-token logout (command.h). */
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/cli/command.h"
#include "helper/cli/format.h"
#include "helper/session/session.h"
#include "helper/url/base_url.h"

/* How many items were deleted, and for how many seconds Port still accepts the
 * longest-lived token among them. */
struct logout {
	struct session *session;
	int gone;
	int64_t left;
};

/* --api-url must be the profile's own URL, as everywhere. PORT_API_URL need
 * not: it belongs to the credentials in the environment. */
static int
logout_check(const struct session *s, const struct keyring_items *items)
{
	const struct identity *who = session_identity(s);
	int status = 0;

	for (int i = 0; i < items->n && status == 0; i++)
		if (session_environment(s)->chosen.api_url &&
		    items->item[i].profile[0] && !items->item[i].locked)
			status = identity_check_url(who, items->item[i].api_url,
						    (struct subject){ 0 });
	return status;
}

/* Delete what matches. */
static int
logout_forget(struct logout *l, const struct keyring_match *m, const char *what)
{
	struct keyring *keyring = session_keyring(l->session);
	struct keyring_items items = { 0 };
	enum keyring_state state;
	int64_t left;
	int n, status;

	state = keyring_search(keyring, m, false, &items);
	/* The token that lives longest comes first. */
	left = items.n ? items.item[0].left : 0;
	status = logout_check(l->session, &items);
	keyring_items_free(&items);
	if (status)
		return status;
	if (state != KEYRING_READY)
		return keyring_error(keyring, state,
				     (struct subject){ .what = what });
	state = keyring_forget(keyring, m, &n);
	l->gone += n;
	l->left = left > l->left ? left : l->left;
	if (state == KEYRING_READY)
		return 0;
	msg_error("%s: still stored: the keyring %s", what,
		  state == KEYRING_LOCKED ? "is locked" : "did not delete it");
	return EX_KEYRING;
}

static void
logout_tell(const struct logout *l, const char *what)
{
	struct buf until = BUF(200);

	if (l->left > 0) {
		buf_adds(&until, "; Port accepts the token until ");
		format_when(l->left, &until);
	}
	msg_note("%s: %s%s", what, l->gone ? "forgotten" : "nothing was stored",
		 until.failed || !l->gone ? "" : buf_text(&until));
	buf_free(&until);
}

/* Delete the tokens cached for the credentials in the environment. */
static int
logout_forget_variables(struct logout *l)
{
	const struct environment *e = session_environment(l->session);
	const char *url = session_identity(l->session)->given_url;
	const struct keyring_match match = {
		.kind = KEYRING_TOKEN,
		.profile = "",
		.client_id = e->of[VAR_CLIENT_ID].value,
		.api_url = url ? url : BASE_URL_DEFAULT,
	};

	if (!match.client_id || e->chosen.profile)
		return 0;
	return logout_forget(l, &match, "PORT_CLIENT_ID from the environment");
}

static int
logout_run(struct logout *l, bool all)
{
	const char *what =
		all ? "every profile and token" : session_name(l->session);
	const struct keyring_match match = {
		.profile = all ? NULL : session_identity(l->session)->profile
	};
	int status = logout_forget(l, &match, what);

	if (status == 0 && !all)
		status = logout_forget_variables(l);
	if (status == 0)
		logout_tell(l, what);
	return status;
}

int
command_logout(const struct command *c)
{
	struct logout l = { 0 };
	int status = session_open(&l.session, &c->chosen,
				  c->all ? VARS_KEYRING : VARS_PROFILE);

	if (status == 0)
		status = logout_run(&l, c->all);
	session_close(l.session);
	return status;
}
