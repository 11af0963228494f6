#include "filter/cli/guess.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "filter/cli/route_table.h"
#include "helper/base/msg.h"
#include "helper/base/options.h"
#include "helper/base/shell.h"

/* What identifiers are mostly made of. */
#define BARE                                                                   \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"       \
	"_.@=+~-%"

bool
guess_is_name(const char *text)
{
	return *text && !strchr(".-@", *text) && !text[strspn(text, BARE)];
}

bool
guess_are_names(const char *bytes, size_t n)
{
	const char *p = bytes, *end = bytes + n;
	char word[256];
	int len = 0;

	for (; p < end && (isspace((unsigned char)*p) || *p == '#'); p++)
		while (*p == '#' && p + 1 < end && p[1] != '\n')
			p++;
	while (p + len < end && p[len] != '\n' && p[len] != '\r' &&
	       len < (int)sizeof word)
		len++;
	snprintf(word, sizeof word, "%.*s", len, p);
	return isalpha((unsigned char)*word) &&
	       !word[strspn(word, BARE ":/?&")] &&
	       !options_among("true false null nan", word, false);
}

void
guess_hint_names(void)
{
	msg_hint("@- reads a list of resources: port-get%s @-", msg_choice());
}

const char *
guess_join(const char *first, const char *second)
{
	if (!guess_is_name(second))
		return NULL;
	if (route_lists(first))
		return shell_shown("%s/%s", first, second);
	if (route_is_word(first) || !guess_is_name(first))
		return NULL;
	return shell_shown("%s:%s", first, second);
}
