/* port-token login (verbs.h). */
#include <string.h>

#include "helper/url/base_url.h"
#include "helper/base/exits.h"
#include "helper/session/mint.h"
#include "helper/base/msg.h"
#include "helper/session/session.h"
#include "helper/cli/prompt.h"
#include "helper/cli/verbs.h"

enum { ID_MAX = 4096, SECRET_MAX = 4096 };

/* Whether a secret can be kept at all, before anybody types one; then what is
 * known of the profile. */
static int
look(struct session *s, struct keyring_items *ret_stored)
{
	const struct keyring_match match = { .kind = KEYRING_SECRET,
					     .profile = s->who.profile };
	struct keyring *k = session_keyring(s);
	enum keyring_state state;

	if (!k)
		return msg_no_memory();
	state = keyring_can_store(k);
	if (state == KEYRING_READY)
		state = keyring_search(k, &match, false, ret_stored);
	if (state != KEYRING_READY)
		return keyring_error(k, state, identity_name(&s->who));
	return 0;
}

/* The URL that was given, else the stored one. Variables count for a profile
 * that -p names only where it is a new one. */
static int
choose_url(struct session *s, const struct keyring_items *stored)
{
	struct environment given = s->environment;
	int status = 0;

	given.chosen.profile = NULL;
	if (!s->who.given_url && !stored->n)
		status = environment_api_url(&given, &s->who.given_url,
					     &s->who.given_from);
	if (status)
		return status;
	s->who.api_url = strdup(s->who.given_url ? s->who.given_url :
				stored->n	 ? stored->item[0].api_url :
						   BASE_URL_DEFAULT);
	return s->who.api_url ? 0 : msg_no_memory();
}

/* --client-id, else what a person answers or agrees to. */
static int
ask_id(struct session *s, const char *given, const char *known)
{
	struct buf prompt = BUF(2 * ID_MAX), line = BUF(ID_MAX);
	const char *id = given ? given : known;
	int status = 0;

	if (!given && prompt_there()) {
		if (buf_addf(&prompt,
			     known ? "Client ID [%s]: " : "Client ID: ", known))
			status = msg_no_memory();
		else
			status = prompt_line(prompt.data, false, &line);
		if (line.len)
			id = line.data;
	}
	if (status == 0 && (!id || !identity_is_client_id(id))) {
		msg_error("%s: %s", given ? "--client-id" : "login",
			  id ? "no client id" : "the client id is missing");
		msg_hint("port-token login --client-id ID");
		status = EX_BAD_USAGE;
	}
	if (status == 0 && !(s->who.client_id = strdup(id)))
		status = msg_no_memory();
	buf_free(&line);
	buf_free(&prompt);
	return status;
}

/* Port's word that id and secret are good. */
static int
verify(struct session *s)
{
	struct http *http = session_http(s);

	if (!http)
		return msg_no_memory();
	return mint(http, s->who.api_url, s->who.client_id,
		    buf_text(&s->who.client_secret), identity_name(&s->who),
		    strcmp(s->who.api_url, BASE_URL_US) == 0 ?
			    NULL :
			    "an organization in the US needs --api-url us",
		    &s->token);
}

/* Everything of this profile that is not `item`'s. */
static enum keyring_state
forget_others(struct session *s, const struct keyring_items *stored,
	      const struct keyring_item *item)
{
	struct keyring_match match = { .kind = KEYRING_TOKEN,
				       .profile = s->who.profile };
	enum keyring_state state;
	int i, gone;

	state = keyring_forget(s->keyring, &match, &gone);
	match.kind = KEYRING_SECRET;
	for (i = 0; i < stored->n && state == KEYRING_READY; i++) {
		match.api_url = stored->item[i].api_url;
		match.client_id = stored->item[i].client_id;
		if (strcmp(match.api_url, item->api_url) != 0 ||
		    strcmp(match.client_id, item->client_id) != 0)
			state = keyring_forget(s->keyring, &match, &gone);
	}
	return state;
}

/* The new secret first: when that fails nothing has changed. */
static int
store(struct session *s, const struct keyring_items *stored)
{
	struct keyring_item item = {
		.kind = KEYRING_SECRET,
		.profile = s->who.profile,
		.api_url = s->who.api_url,
		.client_id = s->who.client_id,
		.client_secret = s->who.client_secret,
	};
	enum keyring_state state;

	if (!keyring_sha256(s->keyring, buf_text(&item.client_secret),
			    item.secret_sha256))
		return msg_no_memory();
	state = keyring_store(s->keyring, &item);
	if (state == KEYRING_READY)
		state = forget_others(s, stored, &item);
	if (state != KEYRING_READY)
		return keyring_error(s->keyring, state, identity_name(&s->who));
	item.kind = KEYRING_TOKEN;
	item.token = s->token;
	if (keyring_store(s->keyring, &item) != KEYRING_READY)
		msg_warn("the keyring did not take the token");
	return 0;
}

static int
log_in(struct session *s, const char *client_id, struct keyring_items *stored)
{
	const char *known = NULL, *named = s->environment.chosen.profile;
	int status = look(s, stored);

	if (status == 0)
		status = choose_url(s, stored);
	if (stored->n)
		known = stored->item[0].client_id;
	else if (s->environment.of[SET_CLIENT_ID].value)
		known = s->environment.of[SET_CLIENT_ID].value;
	if (status == 0)
		status = ask_id(s, client_id, known);
	s->who.client_secret = (struct buf)BUF_SECRET(SECRET_MAX);
	if (status == 0)
		status = prompt_line(prompt_there() ? "Client secret: " : NULL,
				     true, &s->who.client_secret);
	if (status == 0)
		status = verify(s);
	if (status == 0)
		status = store(s, stored);
	if (status == 0)
		msg_note("%s: stored for %s as %s; now try: port-get %s%s%s"
			 "blueprints -r '.blueprints[].identifier'",
			 identity_name(&s->who), s->who.api_url,
			 s->who.client_id, named ? "-p " : "",
			 named ? named : "", named ? " " : "");
	return status;
}

int
verb_login(const struct chosen *chosen, const char *client_id)
{
	struct keyring_items stored = { 0 };
	struct session s;
	int status = session_open_profile(&s, chosen, SETTINGS_PROFILE);

	if (status == 0)
		status = log_in(&s, client_id, &stored);
	keyring_items_free(&stored);
	session_close(&s);
	return status;
}
