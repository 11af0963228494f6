#include "helper/http/secrets.h"

#include <ctype.h>
#include <string.h>

/* PART: a secret that is cut off at the end of a text is hidden if this many of
 * its letters are left. WORD: a word of this many letters and digits may be a
 * token. */
enum { PART = 8, WORD = 16 };

/* One character of a text: its value as UTF-8, and the number of bytes that
 * spell it. */
struct letter {
	unsigned char bytes[3];
	size_t n, written;
};

static int
secrets_hex(const char *text, const char *end, int count)
{
	int value = 0;

	if (end - text < count)
		return -1;
	for (int i = 0; i < count; i++) {
		int c = tolower((unsigned char)text[i]);

		if (!isxdigit(c))
			return -1;
		value = value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return value;
}

static void
secrets_encode(int code, struct letter *ret)
{
	ret->n = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
	if (ret->n == 1) {
		ret->bytes[0] = (unsigned char)code;
		return;
	}
	ret->bytes[0] = (unsigned char)(ret->n == 2 ? 0xc0 | code >> 6 :
						      0xe0 | code >> 12);
	ret->bytes[1] = (unsigned char)(0x80 | (code >> 6 * (ret->n - 2) & 63));
	ret->bytes[ret->n - 1] = (unsigned char)(0x80 | (code & 63));
}

/* %41, or %2541 if the % itself was encoded. */
static bool
secrets_read_percent(const char *text, const char *end, struct letter *ret)
{
	const char *at = text + 1;
	int code;

	while (end - at >= 4 && at[0] == '2' && at[1] == '5' &&
	       secrets_hex(at + 2, end, 2) >= 0)
		at += 2;
	code = secrets_hex(at, end, 2);
	if (code < 0)
		return false;
	ret->bytes[0] = (unsigned char)code;
	ret->n = 1;
	ret->written = (size_t)(at + 2 - text);
	return true;
}

/* Backslashes, doubled by each further JSON encoding, and what follows them:
 * u0041, or a letter for a control byte. */
static bool
secrets_read_escape(const char *text, const char *end, struct letter *ret)
{
	const char *at = text;
	int code = -1;

	while (at < end && *at == '\\')
		at++;
	if (at < end && *at == 'u')
		code = secrets_hex(at + 1, end, 4);
	if (code >= 0)
		at += 5;
	else if (at < end && *at && strchr("bfnrt", *at))
		code = *at++ & 0x1f;
	if (code < 0)
		return false;
	secrets_encode(code, ret);
	ret->written = (size_t)(at - text);
	return true;
}

/* Whether another letter may come between the letters of a secret. */
static bool
secrets_is_filler(const struct letter *l)
{
	unsigned char c = l->bytes[0];

	return c <= ' ' || c >= 0x7f || c == '\\' || c == '+';
}

/* Whether a text may leave out this character of a secret. */
static bool
secrets_is_left_out(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f || c == '\\';
}

/* The letter at `at`, which is not decoded where it is `next`; 0: always. */
static struct letter
secrets_read_letter(const char *at, const char *end, char next)
{
	struct letter l = { { (unsigned char)*at }, 1, 1 };

	if (*at == next)
		return l;
	if (*at == '%')
		secrets_read_percent(at, end, &l);
	else if (*at == '\\')
		secrets_read_escape(at, end, &l);
	return l;
}

/* How far it is to the next place that can read differently: every backslash
 * of a run escapes the same letter, so only the first and the last are read.
 * Reading each of them takes the square of their number. */
static size_t
secrets_step(const char *text, const char *end)
{
	size_t n = 0;

	while (text + n < end && text[n] == '\\')
		n++;
	return n > 1 ? n - 1 : 1;
}

/* How much of a text to skip for a letter that is not the one looked for; 0:
 * the secret is not here. */
static size_t
secrets_skip_filler(const char *at, const char *end, const struct letter *l,
		    char next)
{
	bool two = end - at > 1 && *at == '\\';

	if (two && at[1] == '\\')
		return secrets_step(at, end);
	if (two && at[1] != 'u' && at[1] == next)
		return 1;
	if (secrets_is_filler(l))
		return l->written;
	return two && at[1] == next ? 1 : 0;
}

/* Whether the text ends within the spelling of a letter. */
static bool
secrets_is_cut(const char *at, const char *end)
{
	bool percent = *at == '%';

	if (!percent && *at != '\\')
		return false;
	while (++at < end && (isxdigit((unsigned char)*at) ||
			      (!percent && (*at == '\\' || *at == 'u'))))
		;
	return at == end;
}

/* How many bytes of the text spell the secret, with whose first letter it
 * begins; 0: it is not here. A `%` that both have is decoded only with
 * `percent`. */
static size_t
secrets_match_as(const char *text, const char *end, const char *secret,
		 size_t n, bool percent)
{
	const char *at = text, *stop = secret + n, *last = text;
	size_t found = 0;

	for (;;) {
		struct letter l;

		while (secret < stop && secrets_is_left_out(*secret))
			secret++;
		if (secret == stop)
			return (size_t)(last - text);
		if (at == end)
			return found >= PART ? (size_t)(at - text) : 0;
		l = secrets_read_letter(at, end,
					percent && *at == '%' ? '\0' : *secret);
		if (l.n <= (size_t)(stop - secret) &&
		    !memcmp(l.bytes, secret, l.n)) {
			secret += l.n;
			found++;
			last = at + l.written;
		} else if (found >= PART && secrets_is_cut(at, end)) {
			return (size_t)(end - text);
		} else {
			l.written = found ? secrets_skip_filler(at, end, &l,
								*secret) :
					    0;
			if (!l.written)
				return 0;
		}
		at += l.written;
	}
}

static size_t
secrets_match(const char *text, const char *end, const char *secret, size_t n)
{
	size_t k;

	if ((size_t)(end - text) >= n && !memcmp(text, secret, n))
		return n;
	k = secrets_match_as(text, end, secret, n, false);
	if (k || !memchr(secret, '%', n))
		return k;
	return secrets_match_as(text, end, secret, n, true);
}

static void
secrets_hide_one(char *text, size_t n, const struct buf *secret)
{
	char *end = text + n;
	size_t k;

	if (!secret->len)
		return;
	for (; text < end; text += k ? k : secrets_step(text, end)) {
		k = secrets_match(text, end, secret->data, secret->len);
		if (k)
			memset(text, '*', k);
	}
}

void
secrets_hide(const struct secrets *s, char *text, size_t n)
{
	if (!s)
		return;
	secrets_hide_one(text, n, &s->token);
	secrets_hide_one(text, n, &s->client_secret);
}

/* A JWT begins here, or a member or parameter that is called an access token
 * and has a value. */
static bool
secrets_is_sign(const char *text, const char *end)
{
	static const char *const names[] = { "accessToken", "access_token" };
	size_t n = 0;

	for (size_t i = 0; !n && i < sizeof names / sizeof *names; i++)
		n = secrets_match(text, end, names[i], strlen(names[i]));
	if (!n)
		return secrets_match(text, end, "eyJ", 3) > 0;
	for (text += n; text < end; text++)
		if (!strchr("\\\"' \t", *text))
			return *text == ':' || *text == '=' || *text == '%';
	return false;
}

bool
secrets_token_in(const char *text, size_t n, bool opaque)
{
	const char *end = text + n;
	bool digit = false;
	size_t word = 0;

	for (; text < end; text += secrets_step(text, end)) {
		bool inside = isalnum((unsigned char)*text) ||
			      (*text && strchr("-_~+=", *text));

		word = inside ? word + 1 : 0;
		digit = inside && (digit || isdigit((unsigned char)*text));
		if ((opaque && digit && word >= WORD) ||
		    secrets_is_sign(text, end))
			return true;
	}
	return false;
}

void
secrets_free(struct secrets *s)
{
	buf_free(&s->token);
	buf_free(&s->client_secret);
}
