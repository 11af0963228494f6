#include "helper/keyring/record.h"

#include <jv.h>
#include <math.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/base/utf8.h"

enum { LIFE_MAX = 1 << 30 };	     /* seconds */
static const double time_max = 1e15; /* seconds; a double holds it */

/* A member that is plain text of at most `max` bytes; else invalid. */
static jv
record_text(jv object, const char *key, size_t max)
{
	jv v = jv_object_get(jv_copy(object), jv_string(key));

	if (jv_get_kind(v) == JV_KIND_STRING) {
		size_t n = (size_t)jv_string_length_bytes(jv_copy(v));

		if (n <= max && utf8_plain(jv_string_value(v), n))
			return v;
	}
	jv_free(v);
	return jv_invalid();
}

static bool
record_read_text(jv object, const char *key, char **ret)
{
	jv v = record_text(object, key, RECORD_MAX);

	if (jv_is_valid(v))
		*ret = item_copy(jv_string_value(v));
	jv_free(v);
	return *ret != NULL;
}

/* Not empty. */
static bool
record_read_secret(jv object, const char *key, size_t max, struct buf *ret)
{
	jv v = record_text(object, key, max);

	*ret = (struct buf)BUF_SECRET(max);
	if (jv_is_valid(v) && buf_adds(ret, jv_string_value(v)))
		output_no_memory(NULL);
	jv_free(v);
	return ret->len > 0;
}

/* Into a field of a fixed size. */
static bool
record_read_field(jv object, const char *key, char *ret, size_t size)
{
	jv v = record_text(object, key, size - 1);
	bool good = jv_is_valid(v);

	if (good)
		memcpy(ret, jv_string_value(v), strlen(jv_string_value(v)) + 1);
	jv_free(v);
	return good;
}

static bool
record_read_number(jv object, const char *key, double max, int64_t *ret)
{
	jv v = jv_object_get(jv_copy(object), jv_string(key));
	double d = jv_get_kind(v) == JV_KIND_NUMBER ? jv_number_value(v) : -1;

	jv_free(v);
	if (!(d >= 0 && d <= max) || d != floor(d))
		return false;
	*ret = (int64_t)d;
	return true;
}

static bool
record_read_token(jv object, struct token *ret)
{
	jv asked = jv_object_get(jv_copy(object), jv_string("asked"));

	ret->source = TOKEN_FROM_KEYRING;
	ret->asked = jv_get_kind(asked) == JV_KIND_TRUE;
	jv_free(asked);
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
record_read(jv object, struct keyring_item *ret)
{
	bool secret =
		jv_object_has(jv_copy(object), jv_string("client_secret"));
	bool token = jv_object_has(jv_copy(object), jv_string("access_token"));

	if (secret == token ||
	    !record_read_text(object, "api_url", &ret->api_url) ||
	    !record_read_text(object, "client_id", &ret->client_id) ||
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
	struct jv_parser *parser;
	jv object;
	bool good;

	/* Check this before libjq, which replaces bytes that are not UTF-8, and
	 * in some versions accepts a NUL. */
	if (n > RECORD_MAX || !utf8_plain(body, n))
		return false;
	parser = jv_parser_new(0);
	jv_parser_set_buf(parser, body, (int)n, 0);
	object = jv_parser_next(parser);
	good = jv_get_kind(object) == JV_KIND_OBJECT;
	if (good) {
		jv more = jv_parser_next(parser);

		good = !jv_is_valid(more) &&
		       !jv_invalid_has_msg(jv_copy(more)) &&
		       record_read(object, ret);
		jv_free(more);
	}
	jv_free(object);
	jv_parser_free(parser);
	return good;
}

static void
record_put(jv *object, const char *key, jv value)
{
	*object = jv_object_set(*object, jv_string(key), value);
}

/* false: record_parse would refuse the text. */
static bool
record_put_text(jv *object, const char *key, const char *text)
{
	record_put(object, key, jv_string(text));
	return utf8_plain(text, strlen(text));
}

static bool
record_put_token(jv *object, const struct token *t)
{
	record_put(object, "life", jv_number((double)t->life));
	record_put(object, "wall", jv_number((double)t->since.wall));
	record_put(object, "boot", jv_number((double)t->since.boot));
	record_put(object, "asked", t->asked ? jv_true() : jv_false());
	return t->life >= 0 && t->life <= LIFE_MAX &&
	       record_put_text(object, "boot_id", t->since.boot_id) &&
	       record_put_text(object, "access_token", buf_text(&t->text));
}

int
record_format(const struct keyring_item *item, struct buf *ret)
{
	jv object = jv_object();
	jv body;
	bool good;

	good = item_is_sound(item->api_url, item->client_id) &&
	       record_put_text(&object, "api_url", item->api_url) &&
	       record_put_text(&object, "client_id", item->client_id) &&
	       record_put_text(&object, "secret_sha256", item->secret_sha256);
	if (item->kind == KEYRING_TOKEN)
		good = good && record_put_token(&object, &item->token);
	else
		good = good && record_put_text(&object, "client_secret",
					       buf_text(&item->client_secret));
	body = jv_dump_string(object, 0);
	good = good && jv_string_length_bytes(jv_copy(body)) <= RECORD_MAX;
	if (good && buf_adds(ret, jv_string_value(body)))
		output_no_memory(NULL);
	jv_free(body);
	return good ? 0 : -1;
}
