/* helper/keyring/record.h: what is written is read back, and which bodies are
 * refused. */
#include "helper/keyring/record.h"

#include <stdlib.h>

#include "tests/tap.h"

#define SHA "dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c"
#define HEAD "\"api_url\":\"https://api.getport.io/v1\",\"client_id\":\"me\"," \
	"\"secret_sha256\":\"" SHA "\""
#define SECRET "{" HEAD ",\"client_secret\":\"hush\"}"
#define TIME "\"life\":100,\"wall\":1700000000,\"boot\":7"
#define TOKEN "{" HEAD "," TIME ",\"boot_id\":\"b\",\"access_token\":\"tok\"" \
	",\"asked\":true}"

struct body {
	const char *text;
	const char *name;
};

static bool
parse(const char *text, size_t n, struct keyring_item *ret)
{
	*ret = (struct keyring_item){ 0 };
	return record_parse(text, n, ret);
}

/* A token of n bytes. */
static void
test_length(size_t n, bool good, const char *name)
{
	static const char head[] = "{" HEAD "," TIME ",\"boot_id\":\"b\","
				   "\"access_token\":\"";
	struct keyring_item item;
	struct buf body = BUF(RECORD_MAX);

	buf_adds(&body, head);
	while (body.len < strlen(head) + n)
		buf_addc(&body, 'x');
	buf_adds(&body, "\"}");
	ok(parse(body.data, body.len, &item) == good, "%s", name);
	keyring_item_free(&item);
	buf_free(&body);
}

static void
test_refused(void)
{
	static const struct body refused[] = {
		{ "", "nothing" },
		{ " ", "blank" },
		{ "hello", "no JSON" },
		{ "{", "half" },
		{ "[]", "an array" },
		{ "\"client_secret\"", "a string" },
		{ SECRET " " SECRET, "two" },
		{ SECRET "}", "more behind it" },
		{ "{" HEAD "}", "neither secret nor token" },
		{ "{" HEAD ",\"client_secret\":\"\"}", "an empty secret" },
		{ "{" HEAD ",\"client_secret\":null}", "no secret" },
		{ "{" HEAD ",\"client_secret\":1}", "a number for a secret" },
		{ "{" HEAD ",\"client_secret\":\"a\\u0000b\"}", "a NUL" },
		{ "{" HEAD ",\"client_secret\":\"a\\nb\"}", "a newline" },
		{ "{" HEAD ",\"client_secret\":\"a\\u007f\"}", "a DEL" },
		{ "{" HEAD ",\n\"client_secret\":\"x\"}", "two lines" },
		{ "{" HEAD ",\"client_secret\":\"x\",\"access_token\":\"y\"}",
		  "both" },
		{ "{\"client_id\":\"me\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "no URL" },
		{ "{\"api_url\":\"u\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "no id" },
		{ "{\"api_url\":\"u\",\"client_id\":\"me\","
		  "\"client_secret\":\"x\"}", "no digest" },
		{ "{\"api_url\":\"u\",\"client_id\":\"me\",\"secret_sha256\":"
		  "\"abc\",\"client_secret\":\"x\"}", "a short digest" },
		{ "{\"api_url\":\"u\",\"client_id\":\"me\",\"secret_sha256\":\""
		  SHA "0\",\"client_secret\":\"x\"}", "a long digest" },
		{ "{\"api_url\":7,\"client_id\":\"me\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "a number for a URL" },
		{ "{\"api_url\":\"http://api.getport.io/v1\",\"client_id\":"
		  "\"me\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "plain http" },
		{ "{\"api_url\":\"https://api.getport.io\",\"client_id\":"
		  "\"me\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "another spelling" },
		{ "{\"api_url\":\"https://api.getport.io/v1\",\"client_id\":"
		  "\"\",\"secret_sha256\":\"" SHA
		  "\",\"client_secret\":\"x\"}", "an empty id" },
		{ "{" HEAD ",\"client_secret\":\"a\xff\"}", "no UTF-8" },
		{ "{" HEAD ",\"client_secret\":\"a\xc2\x9b\"}", "a C1" },
		{ "{" HEAD "," TIME
		  ",\"boot_id\":\"b\",\"access_token\":\"\"}",
		  "an empty token" },
		{ "{" HEAD "," TIME ",\"boot_id\":\"b\","
		  "\"access_token\":\"a b\"}", "no token's alphabet" },
		{ "{" HEAD "," TIME ",\"access_token\":\"tok\"}", "no boot id" },
		{ "{" HEAD "," TIME ",\"access_token\":\"tok\",\"boot_id\":"
		  "\"0123456789012345678901234567890123456\"}",
		  "a boot id that is too long" },
		{ "{" HEAD ",\"wall\":1,\"boot\":7,\"boot_id\":\"b\","
		  "\"access_token\":\"tok\"}", "no life" },
		{ "{" HEAD ",\"life\":-1,\"wall\":1,\"boot\":7,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "a life below nothing" },
		{ "{" HEAD ",\"life\":1.5,\"wall\":1,\"boot\":7,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "half a second" },
		{ "{" HEAD ",\"life\":1e300,\"wall\":1,\"boot\":7,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "a life without end" },
		{ "{" HEAD ",\"life\":\"9\",\"wall\":1,\"boot\":7,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "text for a life" },
		{ "{" HEAD ",\"life\":9,\"wall\":1e16,\"boot\":7,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "a wall time without end" },
		{ "{" HEAD ",\"life\":9,\"wall\":1,"
		  "\"boot_id\":\"b\",\"access_token\":\"tok\"}",
		  "no boot time" },
	};
	struct keyring_item item;

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		ok(!parse(refused[i].text, strlen(refused[i].text), &item),
		   "refused: %s", refused[i].name);
		keyring_item_free(&item);
	}
	ok(!parse(SECRET, sizeof(SECRET), &item), "refused: a NUL after it");
	keyring_item_free(&item);
	test_length(TOKEN_MAX, true, "the longest token");
	test_length(TOKEN_MAX + 1, false, "a longer one");
}

static void
test_read(void)
{
	struct keyring_item item;

	ok(parse(SECRET, strlen(SECRET), &item), "a secret");
	is_int(item.kind, KEYRING_SECRET, "is one");
	is_str(item.api_url, "https://api.getport.io/v1", "its URL");
	is_str(item.client_id, "me", "its id");
	is_str(item.secret_sha256, SHA, "its digest");
	is_str(item.client_secret.data, "hush", "the secret itself");
	ok(item.client_secret.secret, "it is wiped");
	keyring_item_free(&item);

	ok(parse(TOKEN, strlen(TOKEN), &item), "a token");
	is_int(item.kind, KEYRING_TOKEN, "is one");
	is_str(item.token.text.data, "tok", "the token itself");
	ok(item.token.text.secret, "it is wiped");
	is_int(item.token.life, 100, "its life");
	is_int(item.token.since.wall, 1700000000, "its wall time");
	is_int(item.token.since.boot, 7, "its boot time");
	is_str(item.token.since.boot_id, "b", "its boot id");
	ok(item.token.asked, "asked in vain");
	is_int(item.token.source, TOKEN_FROM_KEYRING, "its source");
	keyring_item_free(&item);

	ok(parse("{\"more\":[{}]," HEAD ",\"client_secret\":\"x\"}",
		 strlen("{\"more\":[{}]," HEAD ",\"client_secret\":\"x\"}"),
		 &item), "an unknown key is skipped");
	keyring_item_free(&item);
}

/* Write an item, and read it back. */
static bool
round_trip(const struct keyring_item *item, struct keyring_item *ret)
{
	struct buf body = BUF(RECORD_MAX);
	bool good;

	*ret = (struct keyring_item){ 0 };
	good = record_format(item, &body) == 0 && !strchr(body.data, '\n') &&
	       record_parse(body.data, body.len, ret);
	buf_free(&body);
	return good;
}

static char *
many(size_t n)
{
	char *s = malloc(n + 1);

	if (!s)
		abort();
	memset(s, 'x', n);
	s[n] = '\0';
	return s;
}

static void
test_written(void)
{
	static char url[] = "https://api.getport.io/v1", id[] = "\"m\\e\" <é>";
	struct keyring_item item = {
		.kind = KEYRING_TOKEN, .api_url = url, .client_id = id,
		.secret_sha256 = SHA, .token.text = BUF_SECRET(65536),
		.client_secret = BUF_SECRET(65536),
	};
	struct keyring_item read;
	char *text = many(TOKEN_MAX);

	buf_adds(&item.token.text, text);
	free(text);
	item.token.life = 10800;
	clock_now(&item.token.since);
	ok(round_trip(&item, &read), "the longest token is read back");
	is_str(read.client_id, id, "with an id of any text");
	ok(!strcmp(read.token.text.data, item.token.text.data) &&
	   read.token.life == 10800 && !read.token.asked &&
	   read.token.since.wall == item.token.since.wall &&
	   read.token.since.boot == item.token.since.boot &&
	   !strcmp(read.token.since.boot_id, item.token.since.boot_id),
	   "so is all that belongs to it");
	keyring_item_free(&read);
	item.token.life = TOKEN_LIFE_UNKNOWN;
	ok(!round_trip(&item, &read), "a token of unknown life is not stored");
	item.token.life = -1;
	ok(!round_trip(&item, &read), "an expired token is not stored");

	item.kind = KEYRING_SECRET;
	buf_adds(&item.client_secret, "s3\"\\ √ é");
	ok(round_trip(&item, &read), "a secret is read back");
	is_str(read.client_secret.data, "s3\"\\ √ é", "byte for byte");
	keyring_item_free(&read);
	buf_adds(&item.client_secret, "\xff");
	ok(!round_trip(&item, &read), "invalid UTF-8 is not stored");
	buf_clear(&item.client_secret);
	buf_adds(&item.client_secret, "a\tb");
	ok(!round_trip(&item, &read), "a control byte is not stored");
	buf_clear(&item.client_secret);
	text = many(RECORD_MAX);
	buf_adds(&item.client_secret, text);
	free(text);
	ok(!round_trip(&item, &read), "a body too long to read is not stored");
	buf_free(&item.client_secret);
	buf_free(&item.token.text);
}

int
main(void)
{
	test_refused();
	test_read();
	test_written();
	return done();
}
