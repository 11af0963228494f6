/*
 * The desktop's keyring through libsecret, which is loaded on first use and
 * not missed where it is not installed.
 *
 *  1. Items are found by search, never by lookup, which cannot tell "locked"
 *     from "not there"; schema names are not matched, `application` is.
 *  2. Attributes only find an item. Its body, one line of JSON, decides; an
 *     item whose body disagrees with its attributes is passed over with a
 *     warning, and never deleted for that.
 *  3. Tokens go to the session collection, or to the default one if there is
 *     none and the default is unlocked; secrets to the default one only.
 *  4. Every call has a deadline: 2 s for all reads of a run, 2 s for a write.
 *     One that does not answer is abandoned.
 *  5. Nothing about a token ever prompts. A locked secret, or a locked place
 *     for one, may, for 60 s, if /dev/tty opens, a display is there and
 *     --no-prompt is not given.
 *  6. A secret comes over the bus encrypted. A token, asked for alone, does
 *     not: that takes half the time, and it lives three hours.
 *  7. No bus is ever started: DBUS_SESSION_BUS_ADDRESS or
 *     $XDG_RUNTIME_DIR/bus, or none.
 */
#ifndef HELPER_KEYRING_KEYRING_H
#define HELPER_KEYRING_KEYRING_H

#include <stdbool.h>

#include "helper/identity/environment.h"
#include "helper/keyring/item.h"
#include "helper/keyring/state.h"

/* What to look for; KEYRING_ANY and NULL match anything. */
struct keyring_match {
	enum keyring_kind kind;
	const char *profile;
	const char *api_url;
	const char *client_id;
};

struct keyring;

/* Never fails for want of a keyring: what is wrong shows in the state of the
 * first call. NULL only when memory is out. */
struct keyring *keyring_new(const struct environment *s);
void keyring_free(struct keyring *k);

/* Items that match, the token that expires last first. With `unlock`, a locked
 * SECRET may prompt (rule 5). Items that stay locked come with `locked` set,
 * and the state is then KEYRING_READY all the same: there is an answer.
 * Free what it returned. */
enum keyring_state keyring_search(struct keyring *k,
				  const struct keyring_match *m, bool unlock,
				  struct keyring_items *ret);

/* Whether a secret could be stored now (login asks before it prompts). May
 * prompt (rule 5). */
enum keyring_state keyring_can_store(struct keyring *k);

/* Store one; an item with equal kind, profile, URL and id is replaced. */
enum keyring_state keyring_store(struct keyring *k,
				 const struct keyring_item *item);

/* Delete what matches, and look again; READY only when nothing matching is
 * left. *ret_n: how many went. */
enum keyring_state keyring_forget(struct keyring *k,
				  const struct keyring_match *m, int *ret_n);

/* SHA-256 in hex of a client secret; loads GLib. false: none there. */
bool keyring_sha256(const struct keyring *k, const char *secret, char ret[65]);

/* "keyring: locked" and so on, as an error line that names `what` needed it
 * and, for SWITCHED_OFF, what switched it off; returns EX_KEYRING. */
int keyring_error(const struct keyring *k, enum keyring_state state,
		  const char *what);

#endif
