/* port-token logout (verbs.h). */
#include "helper/url/base_url.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/session/session.h"
#include "helper/cli/verbs.h"
#include "helper/cli/when.h"

/* Seconds that Port honours the longest-lived token among these, 0: none. */
static int64_t
honoured(const struct keyring_items *items)
{
	/* The token with the longest life comes first. */
	return items->n && items->item[0].left > 0 ? items->item[0].left : 0;
}

/* Forget what matches; adds to *gone and *left. */
static int
forget(struct session *s, const struct keyring_match *m, const char *what,
       int *gone, int64_t *left)
{
	struct keyring_items items = { 0 };
	enum keyring_state state;
	int64_t longest;
	int n = 0;

	state = keyring_search(s->keyring, m, false, &items);
	longest = honoured(&items);
	keyring_items_free(&items);
	if (state != KEYRING_READY)
		return keyring_error(s->keyring, state, what);
	state = keyring_forget(s->keyring, m, &n);
	*gone += n;
	*left = longest > *left ? longest : *left;
	if (state == KEYRING_READY)
		return 0;
	msg_error("%s: still stored: the keyring %s", what,
		  state == KEYRING_LOCKED ? "is locked" : "did not delete it");
	return EX_KEYRING;
}

static void
say(const char *what, int gone, int64_t left)
{
	struct buf until = BUF(200);

	if (!gone)
		msg_note("%s: nothing was stored", what);
	else if (left > 0 && when_add(&until, left) == 0)
		msg_note("%s: forgotten; Port honours the token until %s", what,
			 until.data);
	else
		msg_note("%s: forgotten", what);
	buf_free(&until);
}

static int
log_out(struct session *s, bool all)
{
	const char *id = s->environment.of[SET_CLIENT_ID].value;
	const char *what =
		all ? "every profile and token" : identity_name(&s->who);
	struct keyring_match match = { .profile = all ? NULL : s->who.profile };
	int64_t left = 0;
	int gone = 0, status;

	if (!session_keyring(s))
		return msg_no_memory();
	status = forget(s, &match, what, &gone, &left);
	if (status == 0 && !all && id && !s->environment.chosen.profile) {
		match = (struct keyring_match){
			.kind = KEYRING_TOKEN,
			.profile = "",
			.client_id = id,
			.api_url = s->who.given_url ? s->who.given_url :
						      BASE_URL_DEFAULT,
		};
		status = forget(s, &match,
				"PORT_CLIENT_ID from the "
				"environment",
				&gone, &left);
	}
	if (status == 0)
		say(what, gone, left);
	return status;
}

int
verb_logout(const struct chosen *chosen, bool all)
{
	struct session s;
	int status = session_open_profile(
		&s, chosen, all ? SETTINGS_KEYRING : SETTINGS_PROFILE);

	if (status == 0)
		status = log_out(&s, all);
	session_close(&s);
	return status;
}
