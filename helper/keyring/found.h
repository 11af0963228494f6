/* Checks what a search found: the body of an item decides, its attributes only
 * find it. */
#ifndef HELPER_KEYRING_FOUND_H
#define HELPER_KEYRING_FOUND_H

#include <stdbool.h>

#include "helper/keyring/item.h"
#include "helper/keyring/service.h"

/* Whether its attributes say that we put it there. */
bool found_is_ours(const struct found *item);

/* The items that can be used: the token with the longest life first, locked
 * items last. Each other item gets a warning. */
void found_read(const struct found_list *list, struct keyring_items *ret);

#endif
