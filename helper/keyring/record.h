/*
 * The body of a kept item: one line of JSON, since gnome-keyring is known to
 * lose collections over a newline in a secret.
 *
 *	{"api_url":"...","client_id":"...","secret_sha256":"...",
 *	 "client_secret":"..."}					a secret
 *	 "access_token":"...","life":N,"wall":N,"boot":N,"boot_id":"...",
 *	 "asked":false}						a token
 *
 * Keys it does not know are passed over, so that a later version may add some.
 */
#ifndef HELPER_KEYRING_RECORD_H
#define HELPER_KEYRING_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "helper/base/buf.h"
#include "helper/keyring/keyring.h"

enum { RECORD_MAX = 32768 }; /* bytes of a body */

/* 0, or -1 when memory is out or the body would be one that is not read. */
int record_format(const struct keyring_item *item, struct buf *ret);

/* Fill in all but profile and locked. false: damaged, oversize or not ours;
 * *ret may then be half filled, and is freed as if it were whole. */
bool record_parse(const char *body, size_t n, struct keyring_item *ret);

#endif
