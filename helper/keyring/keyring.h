/*
 * The desktop's keyring, through libsecret. libsecret is optional, and loaded
 * on first use.
 *
 *  1. Items are searched for, never looked up: a lookup does not distinguish
 *     "locked" from "missing". The search matches the attribute `application`,
 *     not the name of a schema.
 *  2. Attributes only find an item; its body, one line of JSON, counts. Other
 *     programs can write to the keyring, so both are checked. An item that
 *     fails is ignored with a warning, and not deleted.
 *  3. Tokens go to the session collection, or to the default one if there is
 *     none and the default is unlocked; secrets to the default one only.
 *  4. Every call has a deadline: 2 s for all reads of a run, 2 s for a write.
 *     A call that misses it is abandoned.
 *  5. Tokens never prompt. A locked secret, or a locked collection for one,
 *     may prompt for 60 s if /dev/tty opens, there is a display, and
 *     --no-prompt was not given.
 *  6. Secrets cross the bus encrypted. A search for tokens only does not
 *     encrypt: that halves the time, and a token lives for three hours.
 *  7. The bus is DBUS_SESSION_BUS_ADDRESS or $XDG_RUNTIME_DIR/bus. None is
 *     ever started.
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

/* Loads nothing yet, so it works without a keyring. Ends the run if memory runs
 * out. `e` is borrowed. */
struct keyring *keyring_new(const struct environment *e);
void keyring_free(struct keyring *k);

/* Items that match: tokens by their remaining life, longest first, locked items
 * last. With `unlock` a locked SECRET may prompt (rule 5). The state is
 * KEYRING_READY even if items stay locked. Free *ret. */
enum keyring_state keyring_search(struct keyring *k,
				  const struct keyring_match *m, bool unlock,
				  struct keyring_items *ret);

/* Whether a secret could be stored now. May prompt (rule 5). */
enum keyring_state keyring_can_store(struct keyring *k);

/* Store an item. It replaces one with the same kind, profile, URL and id. */
enum keyring_state keyring_store(struct keyring *k,
				 const struct keyring_item *item);

/* Delete what matches, and search again: READY only when nothing that matches
 * is left. *ret_n is how many were deleted. */
enum keyring_state keyring_forget(struct keyring *k,
				  const struct keyring_match *m, int *ret_n);

/* SHA-256 of a client secret, in hex. Loads GLib; false without it. */
bool keyring_sha256(const struct keyring *k, const char *secret, char ret[65]);

/* Print why the keyring failed, and a hint. Returns EX_KEYRING. */
int keyring_error(const struct keyring *k, enum keyring_state state,
		  struct subject about);

#endif
