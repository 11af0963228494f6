/* What a search found, read and checked: an item's body decides, attributes
 * only find it. */
#ifndef HELPER_KEYRING_ITEM_H
#define HELPER_KEYRING_ITEM_H

#include <stdbool.h>

#include "helper/keyring/keyring.h"
#include "helper/keyring/service.h"

/* The attribute `kind`, by enum keyring_kind. */
extern const char *const item_kinds[];

/* Whether we put it there, as far as attributes tell. */
bool item_is_ours(const struct found *item);

/* Those that can be used, what lives longest first, what is locked last; for
 * the others a warning. */
void items_read(const struct found_list *list, struct keyring_items *ret);

#endif
