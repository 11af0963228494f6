#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "tests/port/clock.h"
#include "tests/port/settings.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

struct credential {
	char *id, *secret;
	struct token *active;
	struct credential *next;
};

static struct credential *credentials;
static struct token *tokens;
static char key[33];

void
credential_add(const char *id, const char *secret)
{
	struct credential *it = calloc(1, sizeof(*it));

	if (!it)
		abort();
	it->id = strdup(id);
	it->secret = strdup(secret);
	it->next = credentials;
	credentials = it;
}

const char *
credential_id(const struct token *token)
{
	return token ? token->owner->id : "stand-in";
}

/* base64url without padding; free() it */
static char *
base64url(const void *bytes, size_t size)
{
	gnutls_datum_t in = { (unsigned char *)(uintptr_t)bytes,
		(unsigned)size };
	gnutls_datum_t out;
	char *text;

	if (gnutls_base64_encode2(&in, &out) < 0)
		abort();
	text = strndup((char *)out.data, out.size);
	gnutls_free(out.data);
	for (char *c = text; *c; c++)
		*c = *c == '+' ? '-' : *c == '/' ? '_' : *c == '=' ? '\0' : *c;
	return text;
}

static char *
jwt(int64_t expires)
{
	static const char head[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
	unsigned char mac[32];
	char nonce[17], *first, *second, *third, *payload, *text = NULL;
	jv claims = with(jv_object(), "isMachine", jv_true());

	random_word(nonce, 16);
	claims = with(claims, "personalToken", jv_false());
	claims = with_text(claims, "orgId", "org_BneDtWovPqXaA2VX");
	claims = with_text(claims, "jti", nonce);
	if (!setting_is(SET_TOKEN_FORM, "no-exp"))
		claims = with(claims, "exp", jv_number((double)expires));
	payload = value_dump(claims, 0, NULL);
	jv_free(claims);
	first = base64url(head, strlen(head));
	second = base64url(payload, strlen(payload));
	free(payload);
	if (!key[0])
		random_word(key, 32);
	if (asprintf(&payload, "%s.%s", first, second) < 0 ||
	    gnutls_hmac_fast(GNUTLS_MAC_SHA256, key, strlen(key), payload,
		strlen(payload), mac) < 0)
		abort();
	third = base64url(mac, sizeof(mac));
	if (asprintf(&text, "%s.%s", payload, third) < 0)
		abort();
	free(first);
	free(second);
	free(third);
	free(payload);
	return text;
}

static struct token *
token_new(struct credential *owner, long life)
{
	struct token *it = calloc(1, sizeof(*it));

	if (!it)
		abort();
	it->number = token_count() + 1;
	it->owner = owner;
	it->expires = clock_seconds() + life;
	if (setting_is(SET_TOKEN_FORM, "opaque")) {
		it->text = calloc(1, 41);
		if (!it->text)
			abort();
		random_word(it->text, 40);
	} else {
		it->text = jwt(it->expires);
	}
	it->next = tokens;
	tokens = it;
	owner->active = it;
	return it;
}

bool
token_good(const struct token *token)
{
	return !token->revoked && clock_seconds() < token->expires;
}

static jv
token_answer(const struct token *token)
{
	jv body = setting_is(SET_TOKEN_OK, "present") ? ok() : jv_object();

	body = with_text(body, "accessToken", token->text);
	if (setting_is(SET_EXPIRES_IN, "remaining"))
		body = with(body, "expiresIn", jv_number(
			(double)(token->expires - clock_seconds())));
	else if (setting_is(SET_EXPIRES_IN, "constant"))
		body = with(body, "expiresIn", jv_number(
			(double)setting_number(SET_TOKEN_LIFE)));
	if (!setting_is(SET_TOKEN_TYPE, "absent"))
		body = with_text(body, "tokenType",
			setting_text(SET_TOKEN_TYPE));
	return body;
}

jv
token_mint(struct call *call)
{
	const char *id = field_text(call->body, "clientId");
	const char *secret = field_text(call->body, "clientSecret");
	struct credential *it = credentials;

	while (it && (strcmp(it->id, id) != 0 ||
	       strcmp(it->secret, secret) != 0))
		it = it->next;
	if (!it)
		return fail(call, 401, "invalid_credentials",
			"Invalid credentials");
	if (!it->active || !token_good(it->active))
		token_new(it, setting_number(SET_TOKEN_LIFE));
	return token_answer(it->active);
}

struct token *
token_of(const char *header)
{
	struct token *it = tokens;

	if (!header)
		return NULL;
	if (strncasecmp(header, "Bearer ", 7) == 0)
		header += 7;
	else if (setting_is(SET_BEARER, "required"))
		return NULL;
	while (it && strcmp(it->text, header) != 0)
		it = it->next;
	return it;
}

void
token_end_in(long seconds)
{
	for (struct credential *it = credentials; it; it = it->next)
		if (it->active)
			it->active->expires = clock_seconds() + seconds;
}

void
token_age(long left)
{
	for (struct credential *it = credentials; it; it = it->next)
		token_new(it, left);
}

void
token_revoke(void)
{
	for (struct token *it = tokens; it; it = it->next)
		it->revoked = true;
}

int
token_count(void)
{
	return tokens ? tokens->number : 0;
}

void
token_free(void)
{
	while (tokens) {
		struct token *next = tokens->next;

		free(tokens->text);
		free(tokens);
		tokens = next;
	}
	while (credentials) {
		struct credential *next = credentials->next;

		free(credentials->id);
		free(credentials->secret);
		free(credentials);
		credentials = next;
	}
}
