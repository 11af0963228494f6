#include "helper/keyring/found.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/identity/identity.h"
#include "helper/keyring/record.h"
#include "helper/url/base_url.h"

static enum keyring_kind
found_kind(const struct found *item)
{
	const char *kind = item->attribute[ATTRIBUTE_KIND];

	return strcmp(kind, item_kinds[KEYRING_TOKEN]) == 0  ? KEYRING_TOKEN :
	       strcmp(kind, item_kinds[KEYRING_SECRET]) == 0 ? KEYRING_SECRET :
							       KEYRING_ANY;
}

bool
found_is_ours(const struct found *item)
{
	for (int i = 0; i < ATTRIBUTES; i++)
		if (!item->attribute[i])
			return false;
	return found_kind(item) != KEYRING_ANY;
}

/* Only a token may have no profile. */
static bool
found_profile_is_sound(const struct found *item)
{
	const char *profile = item->attribute[ATTRIBUTE_PROFILE];

	return identity_is_profile(profile) ||
	       (!*profile && found_kind(item) == KEYRING_TOKEN) ||
	       (!item->body && strcmp(profile, ITEM_UNKNOWN) == 0);
}

static bool
found_attributes_are_sound(const struct found *item)
{
	const char *url = item->attribute[ATTRIBUTE_API_URL];
	const char *id = item->attribute[ATTRIBUTE_CLIENT_ID];

	return item_is_sound(strcmp(url, ITEM_UNKNOWN) ? url : BASE_URL_DEFAULT,
			     id) &&
	       found_profile_is_sound(item);
}

/* NULL, or why the item is ignored. */
static const char *
found_read_one(const struct found *item, struct keyring_item *ret)
{
	if (!found_is_ours(item))
		return "it was not put there by port-token";
	if (!item->body) {
		if (!found_attributes_are_sound(item))
			return "its attributes are damaged";
		ret->locked = true;
		ret->kind = found_kind(item);
		ret->api_url = output_copy(item->attribute[ATTRIBUTE_API_URL]);
		ret->client_id =
			output_copy(item->attribute[ATTRIBUTE_CLIENT_ID]);
	} else if (!record_parse(item->body, item->size, ret)) {
		return "its content is damaged";
	} else if (found_kind(item) != ret->kind ||
		   strcmp(item->attribute[ATTRIBUTE_API_URL], ret->api_url) ||
		   strcmp(item->attribute[ATTRIBUTE_CLIENT_ID],
			  ret->client_id)) {
		return "its attributes and its content disagree";
	} else if (!found_profile_is_sound(item)) {
		return "its profile has no name that a profile can have";
	}
	ret->profile = output_copy(item->attribute[ATTRIBUTE_PROFILE]);
	ret->left = ret->locked			? INT64_MIN :
		    ret->kind == KEYRING_SECRET ? INT64_MIN + 1 :
						  token_left(&ret->token);
	return NULL;
}

static int
found_by_life(const void *a, const void *b)
{
	const struct keyring_item *one = a, *other = b;

	return (one->left < other->left) - (one->left > other->left);
}

void
found_read(const struct found_list *list, struct keyring_items *ret)
{
	*ret = (struct keyring_items){ 0 };
	if (list->n)
		ret->item = output_memory((size_t)list->n, sizeof *ret->item);
	for (int i = 0; i < list->n; i++) {
		struct keyring_item *item = &ret->item[ret->n];
		const char *label = list->item[i].label;
		const char *why = found_read_one(&list->item[i], item);

		if (!why) {
			ret->n++;
			continue;
		}
		msg_warn("the keyring's item \"%.100s\" is ignored: %s",
			 label ? label : "", why);
		keyring_item_free(item);
	}
	if (ret->n > 1)
		qsort(ret->item, (size_t)ret->n, sizeof *ret->item,
		      found_by_life);
}
