/* helper/keyring/record.h: the body of a stored item. An accepted body can be
 * written and read again. */
#include "helper/keyring/keyring.h"
#include "helper/keyring/record.h"

#include "tests/fuzz/fuzz.h"

static void
same(const struct keyring_item *a, const struct keyring_item *b)
{
	MUST(a->kind == b->kind);
	MUST(!strcmp(a->api_url, b->api_url));
	MUST(!strcmp(a->client_id, b->client_id));
	MUST(!strcmp(a->secret_sha256, b->secret_sha256));
	MUST(!strcmp(buf_text(&a->client_secret), buf_text(&b->client_secret)));
	MUST(!strcmp(buf_text(&a->token.text), buf_text(&b->token.text)));
	MUST(a->token.life == b->token.life &&
	     a->token.asked == b->token.asked &&
	     a->token.since.wall == b->token.since.wall &&
	     a->token.since.boot == b->token.since.boot &&
	     !strcmp(a->token.since.boot_id, b->token.since.boot_id));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct keyring_item item = { 0 }, again = { 0 };
	struct buf body = BUF_SECRET(RECORD_MAX);
	char *bytes = malloc(n ? n : 1);

	MUST(bytes);
	memcpy(bytes, data, n);
	if (record_parse(bytes, n, &item)) {
		if (item.kind == KEYRING_TOKEN)
			MUST(token_valid(buf_text(&item.token.text),
					 item.token.text.len));
		else
			MUST(item.client_secret.len > 0);
		if (record_format(&item, &body) == 0) {
			MUST(record_parse(body.data, body.len, &again));
			same(&item, &again);
		}
	}
	keyring_item_free(&item);
	keyring_item_free(&again);
	buf_free(&body);
	free(bytes);
	return 0;
}
