/* An item of ours in the keyring: a token, or a profile's client secret. */
#ifndef HELPER_KEYRING_ITEM_H
#define HELPER_KEYRING_ITEM_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/identity/token.h"

enum keyring_kind { KEYRING_ANY, KEYRING_TOKEN, KEYRING_SECRET };

struct keyring_item {
	enum keyring_kind kind; /* not ANY */
	char *profile;		/* "": credentials from variables */
	char *api_url;
	char *client_id;
	char secret_sha256[65];	  /* hex; of the client secret */
	struct buf client_secret; /* SECRET */
	struct token token;	  /* TOKEN; source is TOKEN_FROM_KEYRING */
	int64_t left;		  /* TOKEN: seconds to live when it was read */
	bool locked; /* the body could not be read: only attributes are known,
			and in a keyring that was never unlocked only those that
			were searched for; others are ITEM_UNKNOWN */
};

#define ITEM_UNKNOWN "?"

struct keyring_items {
	struct keyring_item *item;
	int n;
};

/* The attribute `kind`, by enum keyring_kind; NULL for ANY. */
extern const char *const item_kinds[];

/* Whether a URL and an id could be ours: the URL spelled as base_url_parse
 * spells it, the id a client id. */
bool item_is_sound(const char *api_url, const char *client_id);

/* The text without const, for an item that borrows it. Do not free that item.
 */
static inline char *
item_borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

/* Wipe and free what the item holds, not the item. */
void keyring_item_free(struct keyring_item *item);
void keyring_items_free(struct keyring_items *items);

#endif
