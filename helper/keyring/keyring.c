#include "helper/keyring/keyring.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/clock.h"
#include "helper/base/exits.h"
#include "helper/keyring/found.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/keyring/record.h"
#include "helper/keyring/service.h"

/* A build with sanitizers is slower, and has more. */
#ifndef KEYRING_MS
#define KEYRING_MS 2000
#endif

/* Milliseconds. */
enum {
	READS = KEYRING_MS, /* all reads of a run */
	WRITE = KEYRING_MS, /* one write */
	PROMPT = 60000	    /* one prompt */
};

enum { LABEL_MAX = 4096 };

struct keyring {
	const struct environment *environment;
	struct service service;
	int64_t reads_left; /* milliseconds */
};

struct keyring *
keyring_new(const struct environment *e)
{
	struct keyring *k = output_memory(1, sizeof *k);

	*k = (struct keyring){ .environment = e, .reads_left = READS };
	return k;
}

void
keyring_free(struct keyring *k)
{
	free(k);
}

static enum keyring_state
keyring_fail(struct keyring *k, const char *why)
{
	snprintf(k->service.why, sizeof k->service.why, "%s", why);
	return KEYRING_SILENT;
}

/* --- reading --- */

static bool
keyring_switched_off(const struct keyring *k)
{
	return k->environment->keyring == KEYRING_OFF;
}

/* All reads of a run share READS: subtract the time since then. */
static void
keyring_spend(struct keyring *k, int64_t since)
{
	k->reads_left -= clock_ticks() - since;
	if (k->reads_left < 0)
		k->reads_left = 0;
}

static enum keyring_state
keyring_find(struct keyring *k, const struct keyring_match *m,
	     enum bodies bodies, struct found_list *ret)
{
	const char *attribute[ATTRIBUTES] = {
		[ATTRIBUTE_KIND] = item_kinds[m->kind],
		[ATTRIBUTE_PROFILE] = m->profile,
		[ATTRIBUTE_API_URL] = m->api_url,
		[ATTRIBUTE_CLIENT_ID] = m->client_id,
	};
	int64_t now = clock_ticks();
	enum keyring_state state;

	*ret = (struct found_list){ 0 };
	if (keyring_switched_off(k))
		return KEYRING_SWITCHED_OFF;
	state = service_search(&k->service, attribute, bodies,
			       now + k->reads_left, ret);
	keyring_spend(k, now);
	return state;
}

static bool
keyring_display_there(void)
{
	const char *x = getenv("DISPLAY");
	const char *wayland = getenv("WAYLAND_DISPLAY");

	return (x && *x) || (wayland && *wayland);
}

static bool
keyring_may_prompt(const struct keyring *k)
{
	int tty;

	if (k->environment->chosen.no_prompt || !keyring_display_there())
		return false;
	tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (tty < 0)
		return false;
	close(tty);
	msg_note("the keyring is locked; its password is asked for in a "
		 "window (%d s)",
		 PROMPT / 1000);
	return true;
}

static bool
keyring_has_locked(const struct found_list *list)
{
	for (int i = 0; i < list->n; i++)
		if (list->item[i].locked && found_is_ours(&list->item[i]))
			return true;
	return false;
}

enum keyring_state
keyring_search(struct keyring *k, const struct keyring_match *m, bool unlock,
	       struct keyring_items *ret)
{
	enum bodies bodies =
		m->kind == KEYRING_TOKEN ? BODIES_PLAIN : BODIES_ENCRYPTED;
	struct found_list found;
	enum keyring_state state = keyring_find(k, m, bodies, &found);

	*ret = (struct keyring_items){ 0 };
	if (unlock && m->kind == KEYRING_SECRET && keyring_has_locked(&found) &&
	    keyring_may_prompt(k)) {
		service_unlock_items(&k->service, &found,
				     clock_ticks() + PROMPT);
		service_list_free(&k->service, &found);
		state = keyring_find(k, m, bodies, &found);
	}
	found_read(&found, ret);
	service_list_free(&k->service, &found);
	return state;
}

/* --- writing --- */

static enum keyring_state
keyring_default_collection(struct keyring *k)
{
	int64_t now = clock_ticks();
	enum keyring_state state;

	state = service_default(&k->service, now + k->reads_left);
	keyring_spend(k, now);
	return state;
}

enum keyring_state
keyring_can_store(struct keyring *k)
{
	enum keyring_state state;

	if (keyring_switched_off(k))
		return KEYRING_SWITCHED_OFF;
	state = keyring_default_collection(k);
	if (state == KEYRING_LOCKED && keyring_may_prompt(k)) {
		service_unlock_default(&k->service, clock_ticks() + PROMPT);
		state = keyring_default_collection(k);
	}
	return state;
}

/* A label for people who look through the keyring. */
static void
keyring_label(const struct keyring_item *item, struct buf *ret)
{
	const char *who = *item->profile ? item->profile : item->client_id;
	const char *host = strstr(item->api_url, "://");
	char name[MSG_SERVER_TEXT + 1];

	host = host ? host + 3 : item->api_url;
	buf_addf(ret, "Port %s for %s (%.*s)",
		 item->kind == KEYRING_TOKEN ? "token" : "client secret",
		 msg_clean(name, who, strlen(who)), (int)strcspn(host, "/"),
		 host);
}

enum keyring_state
keyring_store(struct keyring *k, const struct keyring_item *item)
{
	const char *attribute[ATTRIBUTES] = {
		[ATTRIBUTE_KIND] = item_kinds[item->kind],
		[ATTRIBUTE_PROFILE] = item->profile,
		[ATTRIBUTE_API_URL] = item->api_url,
		[ATTRIBUTE_CLIENT_ID] = item->client_id,
	};
	enum keyring_state state = KEYRING_NO_COLLECTION;
	int64_t deadline = clock_ticks() + WRITE;
	struct buf name = BUF(LABEL_MAX);
	struct buf body = BUF_SECRET(RECORD_MAX);

	if (keyring_switched_off(k))
		return KEYRING_SWITCHED_OFF;
	if (record_format(item, &body)) {
		state = keyring_fail(
			k, "the item is not UTF-8, or it is too long");
		goto out;
	}
	keyring_label(item, &name);
	if (item->kind == KEYRING_TOKEN)
		state = service_store(&k->service, "session", attribute,
				      name.data, &body, deadline);
	if (state == KEYRING_NO_COLLECTION)
		state = service_store(&k->service, "default", attribute,
				      name.data, &body, deadline);
out:
	buf_free(&body);
	buf_free(&name);
	return state;
}

enum keyring_state
keyring_forget(struct keyring *k, const struct keyring_match *m, int *ret_n)
{
	int64_t deadline;
	struct found_list found;
	enum keyring_state state = keyring_find(k, m, BODIES_NONE, &found);

	*ret_n = 0;
	deadline = clock_ticks() + WRITE;
	for (int i = 0; i < found.n; i++) {
		if (found.item[i].locked || !found_is_ours(&found.item[i]))
			continue;
		*ret_n += service_delete(&k->service, &found.item[i], deadline);
	}
	service_list_free(&k->service, &found);
	if (state != KEYRING_READY)
		return state;
	state = keyring_find(k, m, BODIES_NONE, &found);
	for (int i = 0; i < found.n && state == KEYRING_READY; i++) {
		if (!found_is_ours(&found.item[i]))
			continue;
		state = found.item[i].locked ?
				KEYRING_LOCKED :
				keyring_fail(k, "it did not delete the item");
	}
	service_list_free(&k->service, &found);
	return state;
}

bool
keyring_sha256(const struct keyring *k, const char *secret, char ret[65])
{
	return !keyring_switched_off(k) && service_sha256(secret, ret);
}

int
keyring_error(const struct keyring *k, enum keyring_state state,
	      struct subject about)
{
	switch (state) {
	case KEYRING_SWITCHED_OFF:
		return environment_keyring_off(k->environment, about);
	case KEYRING_ABSENT:
		msg_error_about(about, "there is no keyring: %s",
				k->service.why);
		msg_hint("without a keyring, set PORT_CLIENT_ID and "
			 "PORT_CLIENT_SECRET");
		break;
	case KEYRING_LOCKED:
		msg_error_about(about, "the keyring is locked");
		msg_hint("unlock it in the desktop's password manager");
		break;
	case KEYRING_NO_COLLECTION:
		msg_error_about(about, "the keyring has no default collection");
		msg_hint("create one in the desktop's password manager");
		break;
	case KEYRING_READY:
	case KEYRING_SILENT:
		msg_error_about(about, "the keyring failed: %s",
				k->service.why);
		break;
	}
	return EX_KEYRING;
}
