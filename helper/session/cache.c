#include "helper/session/cache.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/session/lock.h"
#include "helper/base/msg.h"
#include "helper/session/session.h"

/* Whether `default` is only what is left when nothing else was said. */
static bool
nobody_asked(const struct identity *who)
{
	return who->kind == IDENTITY_PROFILE &&
	       strcmp(who->named_by, "default") == 0;
}

/* The keyring did not answer a question about this identity. */
static int
unanswered(struct session *s, enum keyring_state state)
{
	bool needed = s->who.kind == IDENTITY_PROFILE;

	s->keeps = false;
	if (s->environment.keyring == KEYRING_ON)
		needed = true;
	else if (state == KEYRING_ABSENT && nobody_asked(&s->who))
		return identity_none(&s->environment);
	if (needed)
		return keyring_error(s->keyring, state, identity_name(&s->who));
	if (!s->warned &&
	    (state == KEYRING_LOCKED || state == KEYRING_SILENT)) {
		msg_warn("the keyring %s: going on without what it keeps",
			 state == KEYRING_LOCKED ? "is locked" :
						   "does not answer");
		s->warned = true;
	}
	return 0;
}

/* A secret or token never travels to another host than its own. */
static int
check_url(const struct identity *who, const char *api_url)
{
	if (!who->given_url || strcmp(who->given_url, api_url) == 0)
		return 0;
	msg_error("%s is for %s, but %s says %s", who->name, api_url,
		  who->given_from, who->given_url);
	msg_hint("a profile carries its own URL: %s%s, or name another "
		 "profile with -p",
		 *who->given_from == '-' ? "no " : "unset ", who->given_from);
	return EX_BAD_USAGE;
}

static int
set(char **field, const char *value)
{
	char *copy = strdup(value);

	if (!copy)
		return msg_no_memory();
	free(*field);
	*field = copy;
	return 0;
}

/* Take a profile's URL and id from one of its items. */
static int
learn(struct identity *who, const struct keyring_item *item)
{
	int status = check_url(who, item->api_url);

	if (status == 0)
		status = set(&who->api_url, item->api_url);
	if (status == 0)
		status = set(&who->client_id, item->client_id);
	return status;
}

/* SHA-256 of the secret, "" while it is not known. */
static int
digest(const struct session *s, char ret[65])
{
	ret[0] = '\0';
	if (s->who.client_secret.len == 0 ||
	    keyring_sha256(s->keyring, buf_text(&s->who.client_secret), ret))
		return 0;
	return msg_no_memory();
}

static int
choose_token(struct session *s, struct keyring_items *items)
{
	char sha256[65];
	int i, status;
	bool locked = false;

	status = digest(s, sha256);
	for (i = 0; i < items->n && status == 0; i++) {
		struct keyring_item *item = &items->item[i];

		locked = locked || item->locked;
		if (item->locked ||
		    (*sha256 && strcmp(sha256, item->secret_sha256) != 0))
			continue;
		if (s->who.kind == IDENTITY_PROFILE)
			status = learn(&s->who, item);
		if (status == 0) {
			s->token = item->token;
			item->token = (struct token){ 0 };
		}
		return status;
	}
	if (status == 0 && locked && s->who.kind != IDENTITY_PROFILE) {
		status = unanswered(s, KEYRING_LOCKED);
		/* The session collection is never locked. */
		s->keeps = status == 0;
	}
	return status;
}

int
cache_token(struct session *s)
{
	const struct keyring_match match = {
		.kind = KEYRING_TOKEN,
		.profile = s->who.profile,
		.api_url = s->who.api_url,
		.client_id = s->who.client_id,
	};
	struct keyring_items items = { 0 };
	enum keyring_state state;
	int status;

	token_free(&s->token);
	s->keeps = false;
	if (s->environment.keyring == KEYRING_OFF)
		return 0;
	if (!session_keyring(s))
		return msg_no_memory();
	state = keyring_search(s->keyring, &match, false, &items);
	if (state != KEYRING_READY)
		return unanswered(s, state);
	s->keeps = true;
	status = choose_token(s, &items);
	keyring_items_free(&items);
	return status;
}

static int
no_profile(const struct session *s)
{
	static const char advice[] = "port-token status lists the profiles, "
				     "port-token login -p NAME stores one";

	if (nobody_asked(&s->who))
		return identity_none(&s->environment);
	msg_error("%s (%s) is not in the keyring", s->who.name,
		  s->who.named_by);
	if (s->environment.chosen.profile)
		msg_hint("%s", advice);
	else
		environment_hint_missing(
			&s->environment,
			1u << SET_CLIENT_ID | 1u << SET_CLIENT_SECRET, advice);
	return EX_NO_CREDENTIALS;
}

int
cache_secret(struct session *s)
{
	const struct keyring_match match = {
		.kind = KEYRING_SECRET,
		.profile = s->who.profile,
	};
	struct keyring_items items = { 0 };
	enum keyring_state state;
	struct keyring_item *item = NULL;
	int i, status;

	if (s->who.kind != IDENTITY_PROFILE || s->who.client_secret.len)
		return 0;
	state = keyring_search(s->keyring, &match, true, &items);
	if (state != KEYRING_READY)
		return unanswered(s, state);
	for (i = 0; i < items.n && !item; i++) {
		if (!items.item[i].locked)
			item = &items.item[i];
	}
	if (!item && items.n)
		status = unanswered(s, KEYRING_LOCKED);
	else
		status = item ? learn(&s->who, item) : no_profile(s);
	if (status == 0 && item) {
		s->who.client_secret = item->client_secret;
		item->client_secret = (struct buf){ 0 };
	}
	keyring_items_free(&items);
	return status;
}

void
cache_store(struct session *s)
{
	struct keyring_item item = {
		.kind = KEYRING_TOKEN,
		.profile = s->who.profile,
		.api_url = s->who.api_url,
		.client_id = s->who.client_id,
		.token = s->token,
	};

	if (!s->keeps || token_left(&s->token) <= 0 ||
	    digest(s, item.secret_sha256))
		return;
	if (keyring_store(s->keyring, &item) != KEYRING_READY)
		msg_warn("the keyring did not take the token: it is not kept");
}

int
cache_lock(const struct session *s)
{
	struct buf key = BUF(65536);
	int lock = -1;

	if (buf_addf(&key, "%s\n%s\n%s", s->who.api_url, s->who.client_id,
		     s->who.profile) == 0)
		lock = lock_take(buf_text(&key), s->environment.chosen.timeout);
	buf_free(&key);
	return lock;
}
