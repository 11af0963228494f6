/* Checks the items that a search found. The body of an item counts; its
 * attributes only find it. */
#ifndef HELPER_KEYRING_FOUND_H
#define HELPER_KEYRING_FOUND_H

#include <stdbool.h>

#include "helper/keyring/item.h"
#include "helper/keyring/service.h"

/* Whether its attributes are ours. */
bool found_is_ours(const struct found *item);

/* The items that can be used: the token with the longest life first, locked
 * items last. Any other item is ignored with a warning. */
void found_read(const struct found_list *list, struct keyring_items *ret);

#endif
