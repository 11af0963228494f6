#include <arpa/inet.h>
#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <jq.h>

#include "tests/port/pattern.h"

#define TWO "[0-9]{2}"
#define DATE "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

struct posix {
	char *pattern;
	regex_t compiled;
	struct posix *next;
};

static jq_state *jq;
static struct posix *posix;

static void
silent(void *data, jv message)
{
	(void)data;
	jv_free(message);
}

static bool
jq_matches(const char *pattern, const char *text)
{
	bool yes = false;
	jv result;

	if (!jq) {
		jq = jq_init();
		if (!jq || !jq_compile(jq,
			".[1] as $p | .[0] | test($p)"))
			abort();
		jq_set_error_cb(jq, silent, NULL);
	}
	jq_start(jq, JV_ARRAY(jv_string(text), jv_string(pattern)), 0);
	while (jv_is_valid(result = jq_next(jq))) {
		yes = jv_get_kind(result) == JV_KIND_TRUE;
		jv_free(result);
	}
	jv_free(result);
	return yes;
}

/* A POSIX extended regular expression, compiled once. */
static bool
posix_matches(const char *pattern, const char *text)
{
	struct posix *it = posix;

	while (it && strcmp(it->pattern, pattern) != 0)
		it = it->next;
	if (!it) {
		it = malloc(sizeof(*it));
		if (!it || !(it->pattern = strdup(pattern)) ||
		    regcomp(&it->compiled, pattern, REG_EXTENDED | REG_NOSUB))
			abort();
		it->next = posix;
		posix = it;
	}
	return regexec(&it->compiled, text, 0, NULL, 0) == 0;
}

/* Whether the expression is simple enough to mean the same in POSIX. */
static bool
is_posix(const char *at)
{
	bool class = false;

	if (*at == '+')
		return false;
	for (; *at; at++) {
		if (*at == '[' || *at == ']') {
			if (class == (*at == '[') || at[1] == ']')
				return false;
			class = !class;
		} else if (*at == '\\') {
			if (class || *++at != '.')
				return false;
		} else if (strchr("^$+", *at)) {
			if (at[1] == '+' || at[1] == ']')
				return false;
		} else if (!isalnum((unsigned char)*at) && *at != '-') {
			return false;
		}
	}
	return !class;
}

bool
pattern_matches(const char *pattern, const char *text)
{
	return is_posix(pattern) ? posix_matches(pattern, text) :
		jq_matches(pattern, text);
}

/* The length in bytes of the Latin letter there; 0 for anything else. */
static size_t
latin_letter(const char *pattern, const unsigned char *at)
{
	if (isalpha(at[0]) || !strstr(pattern, "\\p{L}"))
		return isalpha(at[0]) ? 1 : 0;
	/* U+00C0 to U+024F, but for the signs of multiplication and division */
	return at[0] >= 0xc3 && at[0] <= 0xc9 && at[1] >= 0x80 &&
		(at[0] != 0xc3 || (at[1] != 0x97 && at[1] != 0xb7)) ? 2 : 0;
}

bool
name_matches(const char *pattern, const char *name)
{
	const char *marks = strstr(pattern, "0-9") + 3, *at = name;
	size_t n = strcspn(marks, "]");

	while (*at) {
		size_t letter = latin_letter(pattern,
			(const unsigned char *)at);

		if (!letter && !isdigit((unsigned char)*at) &&
		    !memchr(marks, *at, n))
			break;
		at += letter ? letter : 1;
	}
	return (!*at && at - name > 2 && at - name <= 100) ||
		jq_matches(pattern, name);
}

static bool
is_address(int family, const char *text)
{
	unsigned char address[16];

	return inet_pton(family, text, address) == 1;
}

bool
format_matches(const char *format, const char *text)
{
	static const struct {
		const char *format, *pattern;
	} formats[] = {
		{ "date-time", "^" DATE "[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:"
			"([0-5][0-9]|60)([.][0-9]+)?([Zz]|[+-]" TWO "(:?" TWO
			")?)$" },
		{ "timer", "^" TWO TWO "-" TWO "-" TWO "[Tt]" TWO ":" TWO ":"
			TWO "([.][0-9]+)?([Zz]|[+-]" TWO ":?" TWO ")$" },
		{ "url", "^[A-Za-z][A-Za-z0-9+.-]*://[^[:space:]/?#]+"
			"[^[:space:]]*$" },
		{ "email", "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+"
			"([.][A-Za-z0-9-]+)*$" },
		{ "idn-email", "^[^[:space:]@]+@[^[:space:]@]+$" },
		{ "user", "^[^[:space:]@]+@[^[:space:]@]+$" },
		{ NULL, NULL }
	};
	int i = 0;

	if (strcmp(format, "ipv4") == 0)
		return is_address(AF_INET, text);
	if (strcmp(format, "ipv6") == 0)
		return is_address(AF_INET6, text);
	while (formats[i].format && strcmp(formats[i].format, format) != 0)
		i++;
	return !formats[i].format || posix_matches(formats[i].pattern, text);
}

void
pattern_free(void)
{
	while (posix) {
		struct posix *it = posix;

		posix = it->next;
		free(it->pattern);
		regfree(&it->compiled);
		free(it);
	}
	jq_teardown(&jq);
}
