/*
 * An item of a keyring, which another program may have written: lines with its
 * label, kind, profile, URL and id, then its body. If the first byte is `-`,
 * there is no body. An accepted item holds only what a user could type.
 */
#include "helper/keyring/found.h"

#include "helper/base/msg.h"
#include "tests/fuzz/fuzz.h"

#define ALPHABET                     \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	"abcdefghijklmnopqrstuvwxyz0123456789"

static bool
is_word(const char *text, const char *also)
{
	size_t n;

	for (n = 0; text[n]; n++)
		if (!strchr(ALPHABET, text[n]) && !strchr(also, text[n]))
			return false;
	return n > 0;
}

static bool
is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f ||
		    ((unsigned char)text[0] == 0xc2 &&
		     ((unsigned char)text[1] & 0xe0) == 0x80))
			return false;
	return true;
}

static bool
begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* The URL is used in `export PORT_API_URL='...'`, in a config for curl and to
 * connect. */
static void
check_url(const char *url)
{
	MUST(is_word(url, "-.:/[]"));
	MUST(begins(url, "https://") || begins(url, "http://localhost") ||
	     begins(url, "http://127.") || begins(url, "http://[::1]"));
	MUST(strlen(url) > 3 && !strcmp(url + strlen(url) - 3, "/v1"));
}

static void
check(const struct keyring_item *item, const struct found *as)
{
	bool unknown = item->locked && !strcmp(item->api_url, ITEM_UNKNOWN);

	MUST(item->kind == KEYRING_TOKEN || item->kind == KEYRING_SECRET);
	MUST(item->locked == !as->body);
	if (!unknown)
		check_url(item->api_url);
	MUST(*item->client_id && is_line(item->client_id));
	MUST(is_word(item->profile, "-._") ||
	     (item->locked && !strcmp(item->profile, ITEM_UNKNOWN)) ||
	     (!*item->profile && item->kind == KEYRING_TOKEN));
	if (item->locked)
		return;
	MUST(!strcmp(item->api_url, as->attribute[ATTRIBUTE_API_URL]));
	MUST(!strcmp(item->client_id, as->attribute[ATTRIBUTE_CLIENT_ID]));
	if (item->kind == KEYRING_TOKEN)
		MUST(is_word(buf_text(&item->token.text), "-._~+/="));
	else
		MUST(*buf_text(&item->client_secret) &&
		     is_line(buf_text(&item->client_secret)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const int order[] = { ATTRIBUTE_KIND, ATTRIBUTE_PROFILE,
				     ATTRIBUTE_API_URL, ATTRIBUTE_CLIENT_ID };
	char *text[ATTRIBUTES], *label, *body;
	struct found found = { 0 };
	struct found_list list = { .item = &found, .n = 1 };
	struct keyring_items items;
	bool locked = n > 0 && *data == '-';

	msg_level(true, false);
	data += locked, n -= locked;
	label = fuzz_take(&data, &n, '\n');
	found.label = label;
	for (int i = 0; i < ATTRIBUTES; i++) {
		text[i] = fuzz_take(&data, &n, '\n');
		found.attribute[order[i]] = *text[i] == '!' ? NULL : text[i];
	}
	body = malloc(n ? n : 1);
	MUST(body);
	memcpy(body, data, n);
	found.locked = locked;
	found.body = locked ? NULL : body;
	found.size = n;
	found_read(&list, &items);
	MUST(items.n <= 1);
	if (items.n)
		check(&items.item[0], &found);
	keyring_items_free(&items);
	for (int i = 0; i < ATTRIBUTES; i++)
		free(text[i]);
	free(label);
	free(body);
	return 0;
}
