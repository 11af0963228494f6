#include "helper/identity/identity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"
#include "helper/identity/token.h"
#include "helper/url/base_url.h"

enum { PROFILE_NAME_MAX = 64, CLIENT_ID_MAX = 4096 };

bool
identity_is_client_id(const char *text)
{
	size_t n = strnlen(text, CLIENT_ID_MAX + 1);

	return n > 0 && n <= CLIENT_ID_MAX && utf8_plain(text, n);
}

bool
identity_is_profile(const char *name)
{
	size_t n = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz0123456789._-");

	/* cppcheck-suppress arrayIndexOutOfBoundsCond; strspn stops in time */
	return name[n] == '\0' && n > 0 && n <= PROFILE_NAME_MAX;
}

/* Take id and secret, if both variables are there. */
static bool
identity_take_credentials(const struct environment *e, struct identity *ret)
{
	const char *id = e->of[VAR_CLIENT_ID].value;
	const char *secret = e->of[VAR_CLIENT_SECRET].value;

	if (!id || !secret)
		return false;
	ret->client_id = id;
	ret->client_secret = secret;
	return true;
}

/* The profile that -p or PORT_PROFILE names, else `default`. */
static int
identity_use_profile(const struct environment *e, struct identity *ret)
{
	const char *option = e->chosen.profile;
	const char *variable = e->of[VAR_PROFILE].value;
	const char *by = option ? "-p" : variable ? "PORT_PROFILE" : "default";
	const char *name = option ? option : variable ? variable : by;

	if (!identity_is_profile(name)) {
		msg_error("%s: a profile's name is 1 to %d of A-Z a-z 0-9 . _ "
			  "-",
			  by, PROFILE_NAME_MAX);
		return EX_BAD_USAGE;
	}
	snprintf(ret->name, sizeof ret->name, "profile %s", name);
	if (e->keyring == KEYRING_OFF)
		return environment_keyring_off(
			e, (struct subject){ .what = ret->name });
	ret->kind = IDENTITY_PROFILE;
	ret->named_by = by;
	ret->profile = name;
	return 0;
}

static int
identity_use_token(const struct environment *e, struct identity *ret)
{
	const char *text = e->of[VAR_TOKEN].value;

	snprintf(ret->name, sizeof ret->name, "%s from the environment",
		 e->of[VAR_TOKEN].name);
	if (!token_valid(text, strlen(text))) {
		msg_error("%s is malformed: a token is 1 to %d of A-Z a-z 0-9 "
			  "- . _ ~ + / =",
			  ret->name, TOKEN_MAX);
		msg_hint("set it to the token only, as port-token -r prints "
			 "it");
		return EX_BAD_USAGE;
	}
	ret->kind = IDENTITY_TOKEN;
	ret->token = text;
	identity_take_credentials(e, ret);
	return 0;
}

/* Say how to get credentials: by variables, or by login, which has to switch
 * the keyring on if it is off. In a CI job only by variables: `advice` up to
 * its comma. */
static void
identity_hint_missing(const struct environment *e, unsigned which,
		      const char *advice)
{
	char text[80];

	if (e->of[VAR_CI].value && e->keyring_off_by)
		snprintf(text, sizeof text, "%.*s", (int)strcspn(advice, ","),
			 advice);
	else
		snprintf(text, sizeof text, "%s run %sport-token login", advice,
			 e->keyring_off_by ? "PORT_KEYRING=on " : "");
	environment_hint_missing(e, which, text);
}

static int
identity_use_credentials(const struct environment *e, struct identity *ret)
{
	bool has_id = e->of[VAR_CLIENT_ID].value;
	enum variable_name there = has_id ? VAR_CLIENT_ID : VAR_CLIENT_SECRET;
	enum variable_name missing = has_id ? VAR_CLIENT_SECRET : VAR_CLIENT_ID;

	if (!identity_take_credentials(e, ret)) {
		msg_error("%s from the environment is only half of the "
			  "credentials: %s is missing",
			  e->of[there].name, e->of[missing].name);
		identity_hint_missing(e, 1u << missing,
				      "set both, or none and");
		return EX_NO_CREDENTIALS;
	}
	ret->kind = IDENTITY_CREDENTIALS;
	snprintf(ret->name, sizeof ret->name, IDENTITY_CREDENTIALS_NAME);
	return 0;
}

/* PORT_PROFILE is set, but other variables come first. */
static void
identity_warn_shadowed(const struct environment *e, const struct identity *i)
{
	if (e->of[VAR_PROFILE].value)
		msg_note("warning: PORT_PROFILE is ignored: %s comes first",
			 i->name);
}

int
identity_none(const struct environment *e, struct subject about)
{
	unsigned which = VARS_CREDENTIALS;

	if (e->of[VAR_TOKEN].undefined)
		which |= 1u << VAR_TOKEN;
	if (e->of[VAR_PROFILE].undefined)
		which |= 1u << VAR_PROFILE;
	msg_error_about(about,
			"no credentials: nothing in the environment, and %s%s",
			e->keyring_off_by ? "the keyring is switched off: " :
					    "no profile default in the keyring",
			e->keyring_off_by ? e->keyring_off_by : "");
	identity_hint_missing(e, which,
			      which == VARS_CREDENTIALS ?
				      "set both, or" :
				      "set an id and its secret, or");
	return EX_NO_CREDENTIALS;
}

static int
identity_find_kind(const struct environment *e, struct identity *ret)
{
	int rc;

	if (e->chosen.profile)
		return identity_use_profile(e, ret);
	if (e->of[VAR_TOKEN].value)
		rc = identity_use_token(e, ret);
	else if (e->of[VAR_CLIENT_ID].value || e->of[VAR_CLIENT_SECRET].value)
		rc = identity_use_credentials(e, ret);
	else if (e->keyring == KEYRING_OFF && !e->of[VAR_PROFILE].value)
		return identity_none(e, (struct subject){ 0 });
	else
		return identity_use_profile(e, ret);
	if (!rc)
		identity_warn_shadowed(e, ret);
	return rc;
}

int
identity_find(const struct environment *e, bool profile, struct identity *ret)
{
	int rc;

	*ret = (struct identity){ .profile = "" };
	rc = profile ? identity_use_profile(e, ret) :
		       identity_find_kind(e, ret);
	if (!rc)
		rc = environment_api_url(e, &ret->given_url, &ret->given_from);
	if (!rc && ret->kind != IDENTITY_PROFILE)
		ret->api_url =
			ret->given_url ? ret->given_url : BASE_URL_DEFAULT;
	return rc;
}

void
identity_free(struct identity *i)
{
	free(i->given_url);
	*i = (struct identity){ 0 };
}

int
identity_check_url(const struct identity *i, const char *api_url,
		   struct subject about)
{
	if (!i->given_url || strcmp(i->given_url, api_url) == 0)
		return 0;
	msg_error_about(about, "%s is for %s, but %s says %s", i->name, api_url,
			i->given_from, i->given_url);
	msg_hint("a profile carries its own URL: %s%s, or store another "
		 "profile: port-token login -p NAME --api-url %s",
		 *i->given_from == '-' ? "no " : "unset ", i->given_from,
		 shell_shown("%s", i->given_url));
	return EX_BAD_USAGE;
}
