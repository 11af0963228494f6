/* helper/identity/token.h: the input as a token, and as the claims of a JWT. */
#include "helper/identity/token.h"

#include <jv.h>

#include "tests/fuzz/fuzz.h"

static char *
base64url(const uint8_t *data, size_t n)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-_";
	char *text = malloc(n * 4 / 3 + 8), *to = text;
	unsigned bits = 0, have = 0;

	MUST(text);
	to = stpcpy(to, "e30.");
	while (n-- > 0) {
		bits = (bits << 8 | *data++) & 0xffff;
		for (have += 8; have >= 6; have -= 6)
			*to++ = digits[bits >> (have - 6) & 63];
	}
	if (have)
		*to++ = digits[bits << (6 - have) & 63];
	*to = '\0';
	return text;
}

/* The expiry that libjq reads from the claims. */
static int64_t
claimed(const uint8_t *data, size_t n)
{
	char *text = strndup((const char *)data, n);
	jv claims = jv_parse_sized(text, (int)n), exp = jv_null();
	double seconds = 0;

	if (jv_get_kind(claims) == JV_KIND_OBJECT)
		exp = jv_object_get(jv_copy(claims), jv_string("exp"));
	if (jv_get_kind(exp) == JV_KIND_NUMBER)
		seconds = jv_number_value(exp);
	jv_free(exp);
	jv_free(claims);
	free(text);
	return seconds >= 1 && seconds < 1e12 ? (int64_t)seconds : 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *bytes = malloc(n ? n : 1), *part = base64url(data, n), *token;
	int64_t exp;

	MUST(bytes);
	memcpy(bytes, data, n);
	exp = token_jwt_exp(bytes, n);
	MUST(exp >= 0 && exp < 1000000000000);
	if (token_valid(bytes, n))
		MUST(n > 0 && !memchr(bytes, '\0', n) &&
		     !memchr(bytes, '\n', n) && !memchr(bytes, '\'', n) &&
		     !memchr(bytes, '"', n));
	if (n < 4096 && !memchr(data, '\0', n)) {
		MUST(asprintf(&token, "%s.c2ln", part) > 0);
		MUST(token_jwt_exp(token, strlen(token)) == claimed(data, n));
		free(token);
	}
	free(part);
	free(bytes);
	return 0;
}
