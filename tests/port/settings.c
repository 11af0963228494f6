#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/settings.h"

/* `values`: the words that it can be; the first is the default. Or "N=DEFAULT",
 * for a number. */
static struct {
	const char *name, *values, *help;
	char now[16];
} table[SETTINGS] = {
	[SET_TOKEN_LIFE] = { "token-life", "N=10800",
		"seconds a new token lives", "" },
	[SET_TOKEN_FORM] = { "token-form", "jwt|no-exp|opaque",
		"a JWT, a JWT without exp, or a word", "" },
	[SET_TOKEN_TYPE] = { "token-type", "Bearer|bearer|garbage|absent",
		"tokenType in the answer to a mint", "" },
	[SET_TOKEN_OK] = { "token-ok", "present|absent",
		"\"ok\" in the answer to a mint", "" },
	[SET_EXPIRES_IN] = { "expires-in", "remaining|constant|absent",
		"expiresIn of a token that is handed out again", "" },
	[SET_CLOCK_SKEW] = { "clock-skew", "N=0",
		"seconds this server's clock is ahead (Date, exp)", "" },
	[SET_BODY_401] = { "body-401", "json|nomessage|object|text|html|empty",
		"the body of a 401", "" },
	[SET_BODY_429] = { "body-429", "json|nomessage|object|text|html|empty",
		"the body of a 429", "" },
	[SET_NEXT_END] = { "next-end", "absent|null|empty",
		"\"next\" on the last page of a search", "" },
	[SET_NEXT_KEY] = { "next-key", "first|last",
		"\"next\" before or after \"entities\"", "" },
	[SET_KEY_ORDER] = { "key-order", "schema|sorted",
		"order of the keys in every answer", "" },
	[SET_UPDATE_STATUS] = { "update-status", "200|201",
		"status of an upsert that found the entity", "" },
	[SET_UNKNOWN_PROPERTY] = { "unknown-property", "refuse|drop",
		"what a property unknown to the blueprint meets", "" },
	[SET_REQUIRED_RELATION] = { "required-relation", "422|403",
		"status where a required relation is missing", "" },
	[SET_WEBHOOK_ENVELOPE] = { "webhook-envelope", "integration|webhook",
		"the key around webhooks", "" },
	[SET_MAX_BULK_SIZE] = { "max-bulk-size", "absent|present",
		"maxBulkSize in the answer to a bulk", "" },
	[SET_BEARER] = { "bearer", "required|optional",
		"the word before the token in Authorization", "" },
	[SET_PLUS_IN_PATH] = { "plus-in-path", "plus|space",
		"what a literal + in a path is taken for", "" },
	[SET_GZIP] = { "gzip", "search|all|off",
		"which answers are compressed, if the client can", "" },
	[SET_RATELIMIT] = { "ratelimit", "N=35000",
		"x-ratelimit-limit: requests per token and period", "" },
	[SET_RATELIMIT_PERIOD] = { "ratelimit-period", "N=300",
		"x-ratelimit-period, in seconds", "" },
	[SET_RATELIMIT_ENFORCE] = { "ratelimit-enforce", "off|on",
		"429 to what is over the limit", "" },
	[SET_RATELIMIT_RESET] = { "ratelimit-reset", "seconds|epoch",
		"the unit of x-ratelimit-reset", "" },
	[SET_RETRY_AFTER] = { "retry-after", "off|seconds|date",
		"Retry-After with a 429 of the limit's", "" },
	[SET_LIST_TIMEOUT] = { "list-timeout", "N=0",
		"504 for a GET list of more entities; 0: never", "" },
};

static bool
numeric(enum setting which)
{
	return strncmp(table[which].values, "N=", 2) == 0;
}

const char *
setting_text(enum setting which)
{
	const char *values = table[which].values;

	if (!table[which].now[0])
		snprintf(table[which].now, sizeof(table[which].now), "%.*s",
			(int)strcspn(values, "|"),
			values + (numeric(which) ? 2 : 0));
	return table[which].now;
}

bool
setting_is(enum setting which, const char *value)
{
	return strcmp(setting_text(which), value) == 0;
}

long
setting_number(enum setting which)
{
	return strtol(setting_text(which), NULL, 10);
}

enum setting
setting_named(const char *name)
{
	int which = 0;

	while (which < SETTINGS && strcmp(table[which].name, name) != 0)
		which++;
	return (enum setting)which;
}

static bool
among(const char *values, const char *value)
{
	size_t length = strlen(value);

	for (const char *at = values; at; at = strchr(at, '|')) {
		at += *at == '|';
		if (strncmp(at, value, length) == 0 &&
		    (at[length] == '|' || at[length] == '\0'))
			return length > 0;
	}
	return false;
}

bool
setting_set(enum setting which, const char *value)
{
	if (strlen(value) >= sizeof(table[which].now))
		return false;
	if (numeric(which)) {
		char *end;
		long number = strtol(value, &end, 10);

		if (*value == '\0' || *end != '\0' || number > INT_MAX ||
		    number < INT_MIN)
			return false;
	} else if (!among(table[which].values, value)) {
		return false;
	}
	memcpy(table[which].now, value, strlen(value) + 1);
	return true;
}

void
settings_help(FILE *out)
{
	for (int i = 0; i < SETTINGS; i++)
		fprintf(out, "  --%s %s\n\t%s\n", table[i].name,
			table[i].values, table[i].help);
}
