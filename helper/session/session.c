#include "helper/session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"
#include "helper/session/parts.h"
#include "helper/url/base_url.h"

int
session_open(struct session **ret, const struct chosen *chosen, unsigned which)
{
	struct session *s = output_memory(1, sizeof *s);
	bool profile = !(which & 1u << VAR_TOKEN);
	int rc;

	*ret = s;
	rc = environment_read(&s->environment, chosen, which);
	if (rc == 0)
		rc = identity_find(&s->environment, profile, &s->who);
	environment_forget();
	return rc;
}

void
session_close(struct session *s)
{
	if (!s)
		return;
	token_free(&s->token);
	keyring_item_free(&s->profile);
	identity_free(&s->who);
	environment_free(&s->environment);
	keyring_free(s->keyring);
	http_free(s->http);
	free(s);
}

const struct environment *
session_environment(const struct session *s)
{
	return &s->environment;
}

const struct identity *
session_identity(const struct session *s)
{
	return &s->who;
}

enum identity_kind
session_kind(const struct session *s)
{
	return s->replaced ? IDENTITY_CREDENTIALS : s->who.kind;
}

const char *
session_name(const struct session *s)
{
	return s->replaced ? IDENTITY_CREDENTIALS_NAME : s->who.name;
}

const char *
session_api_url(const struct session *s)
{
	return s->who.api_url ? s->who.api_url : s->profile.api_url;
}

const char *
session_client_id(const struct session *s)
{
	return s->who.client_id ? s->who.client_id : s->profile.client_id;
}

const char *
session_secret(const struct session *s)
{
	return s->who.client_secret ? s->who.client_secret :
				      buf_text(&s->profile.client_secret);
}

const struct token *
session_token(const struct session *s)
{
	return &s->token;
}

struct http *
session_http(struct session *s)
{
	if (!s->http)
		s->http = http_new(s->environment.chosen.timeout);
	return s->http;
}

struct keyring *
session_keyring(struct session *s)
{
	if (!s->keyring)
		s->keyring = keyring_new(&s->environment);
	return s->keyring;
}

/* How this run could ask the API in the US. A job has no command line to add an
 * option to, but variables: the one that already names the URL, if any. */
static const char *
session_how_us(const struct session *s)
{
	const struct environment *e = &s->environment;

	if (!e->of[VAR_CI].value || e->chosen.api_url)
		return "--api-url us";
	return e->of[VAR_API_URL].value	 ? "PORT_API_URL=us" :
	       e->of[VAR_BASE_URL].value ? "PORT_BASE_URL=us" :
					   "PORT_REGION=us";
}

const char *
session_refused_hint(const struct session *s)
{
	static char hint[256];
	const char *named = s->environment.chosen.profile;
	const char *url = session_api_url(s);
	int n = snprintf(hint, sizeof hint,
			 "port-token status%s%s shows who you are",
			 named ? " -p " : "", named ? named : "");
	char *rest = hint + n;
	size_t room = sizeof hint - (size_t)n;

	if (url && strcmp(url, BASE_URL_US) == 0)
		return hint;
	if (s->who.kind == IDENTITY_PROFILE)
		snprintf(rest, room,
			 "; an organization in the US needs "
			 "port-token login -p %s --api-url us",
			 s->who.profile);
	else
		snprintf(rest, room, "; an organization in the US needs %s",
			 session_how_us(s));
	return hint;
}
