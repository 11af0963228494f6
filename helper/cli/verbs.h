/* login, status and logout. Each prints its messages and returns the exit
 * status. */
#ifndef HELPER_CLI_VERBS_H
#define HELPER_CLI_VERBS_H

#include <stdbool.h>

#include "helper/identity/environment.h"

/* login.c: check the keyring, ask, mint once to verify, store. */
int verb_login(const struct chosen *chosen, const char *client_id);

/* status.c: show the identity, offline, then every stored profile. */
int verb_status(const struct chosen *chosen, bool json);

/* logout.c: delete secret and tokens of a profile, or of all. */
int verb_logout(const struct chosen *chosen, bool all);

#endif
