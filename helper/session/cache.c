#include "helper/session/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/session/lock.h"
#include "helper/session/parts.h"
#include "helper/session/session.h"

/* Whether the profile is `default` because none was named. */
static bool
cache_is_fallback(const struct identity *who)
{
	return who->kind == IDENTITY_PROFILE &&
	       strcmp(who->named_by, "default") == 0;
}

/* The keyring did not answer: an error if the identity is in it, else a
 * warning. */
static int
cache_unanswered(struct session *s, enum keyring_state state,
		 struct subject about)
{
	bool needed = s->who.kind == IDENTITY_PROFILE;

	s->keeps = false;
	if (s->environment.keyring == KEYRING_ON)
		needed = true;
	else if (state == KEYRING_ABSENT && cache_is_fallback(&s->who))
		return identity_none(&s->environment, about);
	if (needed) {
		about.what = session_name(s);
		return keyring_error(s->keyring, state, about);
	}
	if (!s->warned &&
	    (state == KEYRING_LOCKED || state == KEYRING_SILENT)) {
		msg_warn("the keyring %s: going on without it",
			 state == KEYRING_LOCKED ? "is locked" :
						   "does not answer");
		s->warned = true;
	}
	return 0;
}

static void
cache_move(char **to, char **from)
{
	free(*to);
	*to = *from;
	*from = NULL;
}

/* Take a profile's URL, id and, if present, secret from one of its items. A
 * stored secret or token is never sent to a host other than its own. */
static int
cache_learn(struct session *s, struct keyring_item *item, struct subject about)
{
	int rc = identity_check_url(&s->who, item->api_url, about);

	if (rc)
		return rc;
	cache_move(&s->profile.api_url, &item->api_url);
	cache_move(&s->profile.client_id, &item->client_id);
	if (item->kind == KEYRING_SECRET) {
		s->profile.client_secret = item->client_secret;
		item->client_secret = (struct buf){ 0 };
	}
	return 0;
}

/* SHA-256 of the secret; "" until it is known. false: it cannot be computed. */
static bool
cache_digest(const struct session *s, char ret[65])
{
	const char *secret = session_secret(s);

	ret[0] = '\0';
	return !*secret || keyring_sha256(s->keyring, secret, ret);
}

static int
cache_choose(struct session *s, struct keyring_items *items,
	     struct subject about)
{
	bool profile = s->who.kind == IDENTITY_PROFILE, locked = false;
	char sha256[65];
	int rc = 0;

	if (!cache_digest(s, sha256))
		return 0;
	for (int i = 0; i < items->n; i++) {
		struct keyring_item *item = &items->item[i];

		locked = locked || item->locked;
		if (item->locked ||
		    (*sha256 && strcmp(sha256, item->secret_sha256) != 0))
			continue;
		if (profile)
			rc = cache_learn(s, item, about);
		if (rc == 0) {
			s->token = item->token;
			item->token = (struct token){ 0 };
		}
		return rc;
	}
	if (locked && !profile) {
		rc = cache_unanswered(s, KEYRING_LOCKED, about);
		/* It may still go to the session collection. */
		s->keeps = rc == 0;
	}
	return rc;
}

int
cache_token(struct session *s, struct subject about)
{
	const struct keyring_match match = {
		.kind = KEYRING_TOKEN,
		.profile = s->who.profile,
		.api_url = session_api_url(s),
		.client_id = session_client_id(s),
	};
	struct keyring_items items = { 0 };
	enum keyring_state state;
	int rc;

	token_free(&s->token);
	s->keeps = false;
	if (s->environment.keyring == KEYRING_OFF)
		return 0;
	state = keyring_search(session_keyring(s), &match, false, &items);
	if (state != KEYRING_READY)
		return cache_unanswered(s, state, about);
	s->keeps = true;
	rc = cache_choose(s, &items, about);
	keyring_items_free(&items);
	return rc;
}

static int
cache_no_profile(const struct session *s, struct subject about)
{
	const struct variable *of = s->environment.of;
	char advice[160];

	if (cache_is_fallback(&s->who))
		return identity_none(&s->environment, about);
	msg_error_about(about, "%s (%s) is not in the keyring", s->who.name,
			s->who.named_by);
	snprintf(advice, sizeof advice,
		 "port-token status lists the profiles, port-token login -p "
		 "%s stores this one",
		 s->who.profile);
	if (!s->environment.chosen.profile &&
	    (of[VAR_CLIENT_ID].undefined || of[VAR_CLIENT_SECRET].undefined))
		environment_hint_missing(&s->environment, VARS_CREDENTIALS,
					 advice);
	else
		msg_hint("%s", advice);
	return EX_NO_CREDENTIALS;
}

int
cache_secret(struct session *s, struct subject about)
{
	const struct keyring_match match = {
		.kind = KEYRING_SECRET,
		.profile = s->who.profile,
	};
	struct keyring_items items = { 0 };
	enum keyring_state state;
	int rc;

	if (s->who.kind != IDENTITY_PROFILE || s->profile.client_secret.len)
		return 0;
	state = keyring_search(s->keyring, &match, true, &items);
	if (state != KEYRING_READY)
		return cache_unanswered(s, state, about);
	/* Locked items come last. */
	if (items.n == 0)
		rc = cache_no_profile(s, about);
	else if (items.item[0].locked)
		rc = cache_unanswered(s, KEYRING_LOCKED, about);
	else
		rc = cache_learn(s, &items.item[0], about);
	keyring_items_free(&items);
	return rc;
}

void
cache_store(struct session *s)
{
	struct keyring_item item = {
		.kind = KEYRING_TOKEN,
		.profile = item_borrow(s->who.profile),
		.api_url = item_borrow(session_api_url(s)),
		.client_id = item_borrow(session_client_id(s)),
		.token = s->token,
	};
	enum keyring_state state;

	if (!s->keeps || token_left(&s->token) <= 0 ||
	    !cache_digest(s, item.secret_sha256))
		return;
	state = keyring_store(s->keyring, &item);
	if (state != KEYRING_READY)
		msg_warn("the keyring %s: the token is not cached",
			 state == KEYRING_LOCKED ? "is locked" :
						   "did not take it");
}

int
cache_lock(const struct session *s)
{
	struct buf key = BUF(65536);
	int lock = -1;

	if (buf_addf(&key, "%s\n%s\n%s", session_api_url(s),
		     session_client_id(s), s->who.profile) == 0)
		lock = lock_take(buf_text(&key), s->environment.chosen.timeout);
	buf_free(&key);
	return lock;
}
