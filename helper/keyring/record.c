#include "helper/keyring/record.h"

#include <jv.h>
#include <math.h>
#include <string.h>

#include "helper/base/control.h"

enum { LIFE_MAX = 1 << 30 };	     /* seconds */
static const double time_max = 1e15; /* seconds; a double holds it */

/* A member that is text without control bytes; invalid otherwise. */
static jv
text_of(jv object, const char *key)
{
	jv v = jv_object_get(jv_copy(object), jv_string(key));

	if (jv_get_kind(v) == JV_KIND_STRING &&
	    !control_in(jv_string_value(v),
			(size_t)jv_string_length_bytes(jv_copy(v))))
		return v;
	jv_free(v);
	return jv_invalid();
}

static bool
read_text(jv object, const char *key, char **ret)
{
	jv v = text_of(object, key);

	if (jv_is_valid(v))
		*ret = strdup(jv_string_value(v));
	jv_free(v);
	return *ret != NULL;
}

static bool
read_buf(jv object, const char *key, size_t max, struct buf *ret)
{
	jv v = text_of(object, key);
	bool good;

	*ret = (struct buf)BUF_SECRET(max);
	good = jv_is_valid(v) && *jv_string_value(v) &&
	       buf_adds(ret, jv_string_value(v)) == 0;
	jv_free(v);
	return good;
}

/* The same, into a field of a fixed size. */
static bool
read_field(jv object, const char *key, char *ret, size_t size)
{
	jv v = text_of(object, key);
	bool good = false;

	if (jv_is_valid(v)) {
		const char *s = jv_string_value(v);

		good = strlen(s) < size;
		if (good)
			memcpy(ret, s, strlen(s) + 1);
	}
	jv_free(v);
	return good;
}

static bool
read_number(jv object, const char *key, double max, int64_t *ret)
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
read_token(jv object, struct token *ret)
{
	jv asked = jv_object_get(jv_copy(object), jv_string("asked"));

	ret->source = TOKEN_FROM_KEYRING;
	ret->asked = jv_get_kind(asked) == JV_KIND_TRUE;
	jv_free(asked);
	return read_buf(object, "access_token", TOKEN_MAX, &ret->text) &&
	       token_valid(ret->text.data, ret->text.len) &&
	       read_number(object, "life", LIFE_MAX, &ret->life) &&
	       read_number(object, "wall", time_max, &ret->since.wall) &&
	       read_number(object, "boot", time_max, &ret->since.boot) &&
	       read_field(object, "boot_id", ret->since.boot_id,
			  sizeof ret->since.boot_id);
}

static bool
is_sha256(const char *s)
{
	return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

static bool
read_item(jv object, struct keyring_item *ret)
{
	bool secret =
		jv_object_has(jv_copy(object), jv_string("client_secret"));
	bool token = jv_object_has(jv_copy(object), jv_string("access_token"));

	if (secret == token || !read_text(object, "api_url", &ret->api_url) ||
	    !read_text(object, "client_id", &ret->client_id) ||
	    !read_field(object, "secret_sha256", ret->secret_sha256,
			sizeof ret->secret_sha256) ||
	    !is_sha256(ret->secret_sha256))
		return false;
	ret->kind = secret ? KEYRING_SECRET : KEYRING_TOKEN;
	if (secret)
		return read_buf(object, "client_secret", RECORD_MAX,
				&ret->client_secret);
	return read_token(object, &ret->token);
}

bool
record_parse(const char *body, size_t n, struct keyring_item *ret)
{
	struct jv_parser *parser;
	jv object;
	bool good;

	/* NUL and newline among them: jv takes the first in some versions. */
	if (n > RECORD_MAX || control_in(body, n))
		return false;
	parser = jv_parser_new(0);
	jv_parser_set_buf(parser, body, (int)n, 0);
	object = jv_parser_next(parser);
	good = jv_get_kind(object) == JV_KIND_OBJECT;
	if (good) {
		jv more = jv_parser_next(parser);

		good = !jv_is_valid(more) &&
		       !jv_invalid_has_msg(jv_copy(more)) &&
		       read_item(object, ret);
		jv_free(more);
	}
	jv_free(object);
	jv_parser_free(parser);
	return good;
}

static void
put(jv *object, const char *key, jv value)
{
	*object = jv_object_set(*object, jv_string(key), value);
}

/* false: it would not be read as what it is (jv mends what is no UTF-8). */
static bool
put_text(jv *object, const char *key, const char *text)
{
	jv v = jv_string(text);
	bool good = !control_in(text, strlen(text)) &&
		    strcmp(jv_string_value(v), text) == 0;

	put(object, key, v);
	return good;
}

static bool
put_token(jv *object, const struct token *t)
{
	put(object, "life", jv_number((double)t->life));
	put(object, "wall", jv_number((double)t->since.wall));
	put(object, "boot", jv_number((double)t->since.boot));
	put(object, "asked", t->asked ? jv_true() : jv_false());
	return t->life >= 0 && t->life <= LIFE_MAX &&
	       put_text(object, "boot_id", t->since.boot_id) &&
	       put_text(object, "access_token", buf_text(&t->text));
}

int
record_format(const struct keyring_item *item, struct buf *ret)
{
	jv object = jv_object();
	jv body;
	bool good;

	good = put_text(&object, "api_url", item->api_url) &&
	       put_text(&object, "client_id", item->client_id) &&
	       put_text(&object, "secret_sha256", item->secret_sha256);
	if (item->kind == KEYRING_TOKEN)
		good = good && put_token(&object, &item->token);
	else
		good = good && put_text(&object, "client_secret",
					buf_text(&item->client_secret));
	body = jv_dump_string(object, 0);
	good = good && jv_string_length_bytes(jv_copy(body)) <= RECORD_MAX &&
	       buf_adds(ret, jv_string_value(body)) == 0;
	jv_free(body);
	return good ? 0 : -1;
}
