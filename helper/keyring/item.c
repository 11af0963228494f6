#include "helper/keyring/item.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/keyring/record.h"

const char *const item_kinds[] = {
	[KEYRING_TOKEN] = "token",
	[KEYRING_SECRET] = "secret",
};

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

static bool
is_kind(const struct found *item, enum keyring_kind kind)
{
	return strcmp(item->attribute[ATTRIBUTE_KIND], item_kinds[kind]) == 0;
}

bool
item_is_ours(const struct found *item)
{
	for (int i = 0; i < ATTRIBUTES; i++)
		if (!item->attribute[i])
			return false;
	return is_kind(item, KEYRING_TOKEN) || is_kind(item, KEYRING_SECRET);
}

static void
copy(char **to, const char *from)
{
	free(*to);
	*to = strdup(from);
}

/* false, and a warning: the item is passed over. */
static bool
take(const struct found *item, struct keyring_item *ret)
{
	const char *why = NULL;

	if (!item_is_ours(item)) {
		why = "it was not put there by port-token";
	} else if (!item->body) {
		ret->locked = true;
		ret->kind = is_kind(item, KEYRING_TOKEN) ? KEYRING_TOKEN :
							   KEYRING_SECRET;
		copy(&ret->api_url, item->attribute[ATTRIBUTE_API_URL]);
		copy(&ret->client_id, item->attribute[ATTRIBUTE_CLIENT_ID]);
	} else if (!record_parse(item->body, item->size, ret)) {
		why = "its content is damaged";
	} else if (!is_kind(item, ret->kind) ||
		   strcmp(item->attribute[ATTRIBUTE_API_URL], ret->api_url) ||
		   strcmp(item->attribute[ATTRIBUTE_CLIENT_ID],
			  ret->client_id)) {
		why = "its attributes and its content disagree";
	}
	if (!why) {
		copy(&ret->profile, item->attribute[ATTRIBUTE_PROFILE]);
		if (ret->profile && ret->api_url && ret->client_id)
			return true;
		why = "memory is out";
	}
	msg_warn("the keyring's item \"%.100s\" is passed over: %s",
		 item->label ? item->label : "", why);
	keyring_item_free(ret);
	return false;
}

/* What can be used comes first, and of that what can be used longest. */
static int
by_life(const void *a, const void *b)
{
	const struct keyring_item *const item[2] = { a, b };
	int64_t left[2];

	for (int i = 0; i < 2; i++)
		left[i] = item[i]->locked ? INT64_MIN :
			  item[i]->kind == KEYRING_SECRET ?
					    INT64_MIN + 1 :
					    token_left(&item[i]->token);
	return (left[0] < left[1]) - (left[0] > left[1]);
}

void
items_read(const struct found_list *list, struct keyring_items *ret)
{
	*ret = (struct keyring_items){ 0 };
	if (list->n)
		ret->item = calloc((size_t)list->n, sizeof *ret->item);
	for (int i = 0; ret->item && i < list->n; i++)
		if (take(&list->item[i], &ret->item[ret->n]))
			ret->n++;
	if (ret->item && ret->n > 1)
		qsort(ret->item, (size_t)ret->n, sizeof *ret->item, by_life);
}
