/* port-token login (command.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/control.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/prompt.h"
#include "helper/cli/command.h"
#include "helper/session/mint.h"
#include "helper/session/session.h"
#include "helper/url/base_url.h"

/* A prompt may show a variable, which the kernel limits to 128 KiB. */
enum { ID_MAX = 4096, SECRET_MAX = 4096, PROMPT_MAX = 1 << 18 };

struct login {
	struct session *session;
	struct keyring *keyring;
	struct keyring_items stored;	  /* the profile's present items */
	const struct keyring_item *known; /* the one that can be read; NULL */
	struct keyring_item item;	  /* its new item */
	struct token token;
	char option[80]; /* of suggested commands: " -p NAME", or "" */
};

static struct subject
login_subject(const struct login *l)
{
	return (struct subject){ .what = session_name(l->session) };
}

/* Check that a secret can be stored before anyone types it, and read the
 * profile. */
static int
login_look(struct login *l)
{
	const struct keyring_match match = { .kind = KEYRING_SECRET,
					     .profile = l->item.profile };
	enum keyring_state state;

	l->keyring = session_keyring(l->session);
	state = keyring_can_store(l->keyring);
	if (state == KEYRING_READY)
		state = keyring_search(l->keyring, &match, false, &l->stored);
	if (state != KEYRING_READY)
		return keyring_error(l->keyring, state, login_subject(l));
	if (l->stored.n && !l->stored.item[0].locked)
		l->known = &l->stored.item[0];
	return 0;
}

/* The URL that was given, else the stored one. With -p, variables count only
 * for a new profile. */
static int
login_choose_url(struct login *l)
{
	struct environment given = *session_environment(l->session);
	const char *url = session_identity(l->session)->given_url, *from;
	char *found = NULL;
	int status = 0;

	given.chosen.profile = NULL;
	if (!url && l->known)
		url = l->known->api_url;
	if (!url)
		status = environment_api_url(&given, &found, &from);
	if (!url)
		url = found ? found : BASE_URL_DEFAULT;
	l->item.api_url = output_copy(url);
	free(found);
	return status;
}

static int
login_prompt_id(const char *known, struct buf *ret)
{
	struct buf prompt = BUF(PROMPT_MAX);
	int status;

	buf_adds(&prompt, "Client ID");
	if (known)
		buf_addf(&prompt, " [%s]", known);
	buf_adds(&prompt, ": ");
	status = prompt_line(prompt.data, false, ret);
	buf_free(&prompt);
	return status;
}

/* --client-id, else the answer to a prompt with a default. */
static int
login_ask_id(struct login *l, const char *given)
{
	const struct environment *e = session_environment(l->session);
	const char *known =
		l->known ? l->known->client_id : e->of[VAR_CLIENT_ID].value;
	const char *id = given ? given : known;
	struct buf line = BUF(ID_MAX);
	int status = 0;
	size_t n;

	if (!given && prompt_there())
		status = login_prompt_id(known, &line);
	if (line.len)
		id = line.data;
	id = control_trim(id ? id : "", &n);
	l->item.client_id = output_copy_part(id, n);
	buf_free(&line);
	if (status || identity_is_client_id(l->item.client_id))
		return status;
	msg_error("%s: %s", given ? "--client-id" : "login",
		  n || given ? "not a client id" : "the client id is missing");
	msg_hint("port-token login%s --client-id ID", msg_choice());
	return EX_BAD_USAGE;
}

/* Check id and secret with Port. */
static int
login_verify(struct login *l)
{
	char hint[160];

	snprintf(hint, sizeof hint,
		 "an organization in the US needs port-token login%s "
		 "--api-url us",
		 l->option);
	return mint(session_http(l->session), l->item.api_url,
		    l->item.client_id, buf_text(&l->item.client_secret),
		    login_subject(l),
		    strcmp(l->item.api_url, BASE_URL_US) == 0 ? NULL : hint,
		    &l->token);
}

/* Delete everything of this profile that the new item does not replace. */
static enum keyring_state
login_forget_others(struct login *l)
{
	struct keyring_match match = { .kind = KEYRING_TOKEN,
				       .profile = l->item.profile };
	enum keyring_state state;
	int gone;

	state = keyring_forget(l->keyring, &match, &gone);
	match.kind = KEYRING_SECRET;
	for (int i = 0; i < l->stored.n && state == KEYRING_READY; i++) {
		match.api_url = l->stored.item[i].api_url;
		match.client_id = l->stored.item[i].client_id;
		if (strcmp(match.api_url, l->item.api_url) != 0 ||
		    strcmp(match.client_id, l->item.client_id) != 0)
			state = keyring_forget(l->keyring, &match, &gone);
	}
	return state;
}

/* Store the new secret first: if that fails nothing has changed. */
static int
login_store(struct login *l)
{
	struct keyring_item token;
	enum keyring_state state;

	/* The keyring is ready, so libsecret is there. */
	keyring_sha256(l->keyring, buf_text(&l->item.client_secret),
		       l->item.secret_sha256);
	state = keyring_store(l->keyring, &l->item);
	if (state == KEYRING_READY)
		state = login_forget_others(l);
	if (state != KEYRING_READY)
		return keyring_error(l->keyring, state, login_subject(l));
	token = l->item;
	token.kind = KEYRING_TOKEN;
	token.token = l->token;
	if (keyring_store(l->keyring, &token) != KEYRING_READY)
		msg_warn("the keyring did not store the token");
	return 0;
}

static int
login_run(struct login *l, const char *client_id)
{
	const char *name = session_name(l->session);
	int status = login_look(l);

	if (status == 0)
		status = login_choose_url(l);
	if (status == 0 && prompt_there())
		msg_note("%s at %s", name, l->item.api_url);
	if (status == 0)
		status = login_ask_id(l, client_id);
	l->item.client_secret = (struct buf)BUF_SECRET(SECRET_MAX);
	if (status == 0)
		status = prompt_line(prompt_there() ? "Client secret: " : NULL,
				     true, &l->item.client_secret);
	if (status == 0)
		status = login_verify(l);
	if (status == 0)
		status = login_store(l);
	if (status == 0)
		msg_note("%s: stored for %s as %s; now try: port-get%s "
			 "blueprints -r '.blueprints[].identifier'",
			 name, l->item.api_url, l->item.client_id, l->option);
	return status;
}

int
command_login(const struct command *c)
{
	struct login l = { .item.kind = KEYRING_SECRET };
	int status = session_open(&l.session, &c->chosen, VARS_PROFILE);

	if (status == 0) {
		if (c->chosen.profile)
			snprintf(l.option, sizeof l.option, " -p %s",
				 c->chosen.profile);
		l.item.profile =
			output_copy(session_identity(l.session)->profile);
		status = login_run(&l, c->client_id);
	}
	keyring_item_free(&l.item);
	keyring_items_free(&l.stored);
	token_free(&l.token);
	session_close(l.session);
	return status;
}
