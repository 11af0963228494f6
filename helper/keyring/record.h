/*
 * The body of an item: one line of JSON, because gnome-keyring can lose a
 * collection that has a newline in a secret.
 *
 *	{"api_url":"...","client_id":"...","secret_sha256":"...",
 *	 "client_secret":"..."}					a secret
 *	 "access_token":"...","life":N,"wall":N,"boot":N,"boot_id":"...",
 *	 "asked":false}						a token
 *
 * Unknown keys are ignored, so that a later version may add some.
 */
#ifndef HELPER_KEYRING_RECORD_H
#define HELPER_KEYRING_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"
#include "helper/keyring/item.h"

enum { RECORD_MAX = 32768 }; /* bytes of a body */

/* 0, or -1 when record_parse would refuse the body. */
int record_format(const struct keyring_item *item, struct buf *ret);

/* Fill in all but profile, left and locked. false: damaged, too long or not
 * ours; *ret may then be half filled, and is freed as if it were whole. */
bool record_parse(const char *body, size_t n, struct keyring_item *ret);

#endif
