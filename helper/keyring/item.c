#include "helper/keyring/item.h"

#include <stdlib.h>
#include <string.h>

#include "helper/identity/identity.h"
#include "helper/url/base_url.h"

const char *const item_kinds[] = {
	[KEYRING_TOKEN] = "token",
	[KEYRING_SECRET] = "secret",
};

bool
item_is_sound(const char *api_url, const char *client_id)
{
	return base_url_is_normal(api_url) && identity_is_client_id(client_id);
}

void
keyring_item_free(struct keyring_item *item)
{
	free(item->profile);
	free(item->api_url);
	free(item->client_id);
	buf_free(&item->client_secret);
	token_free(&item->token);
	*item = (struct keyring_item){ 0 };
}

void
keyring_items_free(struct keyring_items *items)
{
	for (int i = 0; i < items->n; i++)
		keyring_item_free(&items->item[i]);
	free(items->item);
	*items = (struct keyring_items){ 0 };
}
