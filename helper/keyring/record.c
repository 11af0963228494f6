#include "helper/keyring/record.h"

#include <inttypes.h>
#include <string.h>

#include "helper/base/utf8.h"
#include "helper/json/scan.h"
#include "helper/json/value.h"

enum { LIFE_MAX = 1 << 30 };	     /* seconds */
static const double time_max = 1e15; /* seconds; a double holds it */

/* Read a member that is plain text of at most `max` bytes. Free *ret either
 * way. */
static bool
record_read_text(const struct text *object, const char *key, size_t max,
		 struct buf *ret)
{
	struct text value;

	*ret = (struct buf)BUF_SECRET(max);
	return json_member(object, key, &value) && json_is_string(&value) &&
	       !json_decode_to(&value, ret) && utf8_plain(ret->data, ret->len);
}

/* Not empty. */
static bool
record_read_secret(const struct text *object, const char *key, size_t max,
		   struct buf *ret)
{
	return record_read_text(object, key, max, ret) && ret->len > 0;
}

/* *ret is for free(). */
static bool
record_read_string(const struct text *object, const char *key, char **ret)
{
	struct buf text;
	bool good = record_read_text(object, key, RECORD_MAX, &text);

	*ret = text.data;
	return good;
}

/* Into a field of a fixed size. */
static bool
record_read_field(const struct text *object, const char *key, char *ret,
		  size_t size)
{
	struct buf text;
	bool good = record_read_text(object, key, size - 1, &text);

	if (good)
		memcpy(ret, text.data, text.len + 1);
	buf_free(&text);
	return good;
}

static bool
record_read_number(const struct text *object, const char *key, double max,
		   int64_t *ret)
{
	struct text value;
	double d;

	if (!json_member(object, key, &value) || !json_number(&value, &d) ||
	    d < 0 || d > max)
		return false;
	*ret = (int64_t)d;
	return (double)*ret == d;
}

static bool
record_read_token(const struct text *object, struct token *ret)
{
	struct text asked;

	ret->source = TOKEN_FROM_KEYRING;
	ret->asked =
		json_member(object, "asked", &asked) && json_is(&asked, "true");
	return record_read_secret(object, "access_token", TOKEN_MAX,
				  &ret->text) &&
	       token_valid(ret->text.data, ret->text.len) &&
	       record_read_number(object, "life", LIFE_MAX, &ret->life) &&
	       record_read_number(object, "wall", time_max, &ret->since.wall) &&
	       record_read_number(object, "boot", time_max, &ret->since.boot) &&
	       record_read_field(object, "boot_id", ret->since.boot_id,
				 sizeof ret->since.boot_id);
}

static bool
record_is_sha256(const char *s)
{
	return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

static bool
record_read(const struct text *object, struct keyring_item *ret)
{
	struct text value;
	bool secret = json_member(object, "client_secret", &value);
	bool token = json_member(object, "access_token", &value);

	if (secret == token ||
	    !record_read_string(object, "api_url", &ret->api_url) ||
	    !record_read_string(object, "client_id", &ret->client_id) ||
	    !item_is_sound(ret->api_url, ret->client_id) ||
	    !record_read_field(object, "secret_sha256", ret->secret_sha256,
			       sizeof ret->secret_sha256) ||
	    !record_is_sha256(ret->secret_sha256))
		return false;
	ret->kind = secret ? KEYRING_SECRET : KEYRING_TOKEN;
	if (secret)
		return record_read_secret(object, "client_secret", RECORD_MAX,
					  &ret->client_secret);
	return record_read_token(object, &ret->token);
}

bool
record_parse(const char *body, size_t n, struct keyring_item *ret)
{
	struct text object;

	return n <= RECORD_MAX && utf8_plain(body, n) &&
	       json_whole(body, n, &object) && record_read(&object, ret);
}

static void
record_add_token(const struct token *t, struct buf *ret)
{
	json_add(ret, ",\"access_token\":", buf_text(&t->text));
	json_add(ret, ",\"boot_id\":", t->since.boot_id);
	buf_addf(ret,
		 ",\"life\":%" PRId64 ",\"wall\":%" PRId64 ",\"boot\":%" PRId64
		 ",\"asked\":%s",
		 t->life, t->since.wall, t->since.boot,
		 t->asked ? "true" : "false");
}

int
record_format(const struct keyring_item *item, struct buf *ret)
{
	struct keyring_item again = { 0 };
	bool good;

	json_add(ret, "{\"api_url\":", item->api_url);
	json_add(ret, ",\"client_id\":", item->client_id);
	json_add(ret, ",\"secret_sha256\":", item->secret_sha256);
	if (item->kind == KEYRING_TOKEN)
		record_add_token(&item->token, ret);
	else
		json_add(ret,
			 ",\"client_secret\":", buf_text(&item->client_secret));
	buf_addc(ret, '}');
	good = !ret->failed && record_parse(ret->data, ret->len, &again);
	keyring_item_free(&again);
	return good ? 0 : -1;
}
