#include "helper/identity/token.h"

#include <stdlib.h>
#include <string.h>

#include "helper/json/scan.h"
#include "helper/json/value.h"

static const char alphabet[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

bool
token_valid(const char *text, size_t n)
{
	size_t i;

	if (n < 1 || n > TOKEN_MAX)
		return false;
	for (i = 0; i < n; i++)
		if (!text[i] ||
		    !(strchr(alphabet, text[i]) || strchr(".~+/=", text[i])))
			return false;
	return true;
}

int64_t
token_left(const struct token *t)
{
	int64_t since;

	if (t->life == TOKEN_LIFE_UNKNOWN)
		return TOKEN_LIFE_UNKNOWN;
	since = clock_since(&t->since);
	return since == INT64_MAX ? 0 : t->life - since;
}

int64_t
token_expires_at(const struct token *t)
{
	int64_t left = token_left(t), then = t->since.wall + t->life;
	struct moment now;

	clock_now(&now);
	/* The same second in each call, unless the clock was changed. */
	return llabs(now.wall + left - then) <= 2 ? then : now.wall + left;
}

/* base64url, with or without padding. */
static int
token_decode(const char *text, size_t n, struct buf *ret)
{
	unsigned bits = 0;
	size_t i;

	while (n > 0 && text[n - 1] == '=')
		n--;
	for (i = 0; i < n; i++) {
		const char *at = text[i] ? strchr(alphabet, text[i]) : NULL;

		if (!at)
			return -1;
		bits = bits << 6 | (unsigned)(at - alphabet);
		if (i % 4 && buf_addc(ret, (char)(bits >> (6 - i % 4 * 2))))
			return -1;
	}
	return 0;
}

/* The part between the two dots; NULL if there are more or fewer. */
static const char *
token_payload(const char *text, size_t n, size_t *ret_n)
{
	const char *first = memchr(text, '.', n);
	const char *second;

	if (!first)
		return NULL;
	first++;
	n -= (size_t)(first - text);
	second = memchr(first, '.', n);
	if (!second)
		return NULL;
	*ret_n = (size_t)(second - first);
	return memchr(second + 1, '.', n - *ret_n - 1) ? NULL : first;
}

int64_t
token_jwt_exp(const char *text, size_t n)
{
	struct buf json = BUF_SECRET(TOKEN_MAX);
	const char *part = token_payload(text, n, &n);
	struct text claims, value;
	double seconds = 0;

	if (part && !token_decode(part, n, &json) &&
	    json_whole(buf_text(&json), json.len, &claims) &&
	    json_member(&claims, "exp", &value))
		json_number(&value, &seconds);
	buf_free(&json);
	/* Up to the year 33658; anything else is not a date. */
	return seconds >= 1 && seconds < 1e12 ? (int64_t)seconds : 0;
}

void
token_free(struct token *t)
{
	buf_free(&t->text);
}
