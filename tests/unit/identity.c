/* helper/identity/identity.h: which credentials are used, in which order. */
#include "helper/identity/identity.h"

#include <stdlib.h>

#include "helper/base/exits.h"
#include "tests/unit/told.h"

#define EU "https://api.getport.io/v1"
#define US "https://api.us.getport.io/v1"
#define NAME_64 "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._"

#define TOKEN "PORT_ACCESS_TOKEN=a.b-c_d~e+f/g="
#define ID "PORT_CLIENT_ID=id"
#define SECRET "PORT_CLIENT_SECRET=hush"
#define PROFILE "PORT_PROFILE=work"

enum { WORDS = 6 };

struct given {
	const char *word[WORDS + 1];
	struct chosen chosen;
};

static int
find(const struct given *g, struct environment *s, struct identity *i)
{
	const char *const *p;
	int rc;

	clearenv();
	for (p = g->word; *p; p++)
		putenv((char *)(size_t)*p);
	memset(i, 0, sizeof *i);
	rc = environment_read(s, &g->chosen, VARS_ALL);
	return rc ? rc : identity_find(s, false, i);
}

static int
find_code(const void *given)
{
	struct environment s;
	struct identity i;
	int rc = find(given, &s, &i);

	identity_free(&i);
	environment_free(&s);
	return rc;
}

static const struct {
	struct given given;
	enum identity_kind kind;
	const char *name, *profile, *named_by, *api_url, *given_url;
	const char *client_id, *client_secret, *token;
} found[] = {
	{ { { TOKEN }, { 0 } }, IDENTITY_TOKEN,
	  "PORT_ACCESS_TOKEN from the environment", "", NULL, EU, NULL,
	  NULL, NULL, "a.b-c_d~e+f/g=" },
	{ { { TOKEN, ID }, { 0 } }, IDENTITY_TOKEN,
	  "PORT_ACCESS_TOKEN from the environment", "", NULL, EU, NULL,
	  NULL, NULL, "a.b-c_d~e+f/g=" },
	{ { { TOKEN, ID, SECRET, "PORT_REGION=us" }, { 0 } }, IDENTITY_TOKEN,
	  "PORT_ACCESS_TOKEN from the environment", "", NULL, US, US,
	  "id", "hush", "a.b-c_d~e+f/g=" },
	{ { { ID, SECRET }, { 0 } }, IDENTITY_CREDENTIALS,
	  "PORT_CLIENT_SECRET from the environment", "", NULL, EU, NULL,
	  "id", "hush", NULL },
	{ { { ID, SECRET, "CI=true", "PORT_API_URL=us" }, { .api_url = "eu" } },
	  IDENTITY_CREDENTIALS, "PORT_CLIENT_SECRET from the environment", "",
	  NULL, EU, EU, "id", "hush", NULL },
	{ { { ID, SECRET, "PORT_ACCESS_TOKEN=$T" }, { 0 } },
	  IDENTITY_CREDENTIALS, "PORT_CLIENT_SECRET from the environment", "",
	  NULL, EU, NULL, "id", "hush", NULL },
	{ { { PROFILE }, { 0 } }, IDENTITY_PROFILE, "profile work", "work",
	  "PORT_PROFILE", NULL, NULL, NULL, NULL, NULL },
	{ { { PROFILE, "PORT_REGION=us", "PORT_KEYRING=on" }, { 0 } },
	  IDENTITY_PROFILE, "profile work", "work", "PORT_PROFILE", NULL, US,
	  NULL, NULL, NULL },
	{ { { NULL }, { 0 } }, IDENTITY_PROFILE, "profile default", "default",
	  "default", NULL, NULL, NULL, NULL, NULL },
	{ { { "PORT_PROFILE=$P", "CI=false" }, { 0 } }, IDENTITY_PROFILE,
	  "profile default", "default", "default", NULL, NULL, NULL, NULL, NULL },
	{ { { "PORT_CLIENT_ID=$A", "PORT_CLIENT_SECRET=${B}", "PORT_REGION=us" },
	    { 0 } },
	  IDENTITY_PROFILE, "profile default", "default", "default", NULL, US,
	  NULL, NULL, NULL },
	{ { { NULL }, { .profile = "x" } }, IDENTITY_PROFILE, "profile x", "x",
	  "-p", NULL, NULL, NULL, NULL, NULL },
	{ { { TOKEN, ID, SECRET, PROFILE, "PORT_API_URL=us" },
	    { .profile = "x" } },
	  IDENTITY_PROFILE, "profile x", "x", "-p", NULL, NULL, NULL, NULL, NULL },
	{ { { "PORT_ACCESS_TOKEN=not one", ID, "PORT_API_URL=$U" },
	    { .profile = "default", .api_url = "us" } },
	  IDENTITY_PROFILE, "profile default", "default", "-p", NULL, US, NULL,
	  NULL, NULL },
	{ { { "CI=true", "PORT_KEYRING=auto" }, { .profile = NAME_64 } },
	  IDENTITY_PROFILE, "profile " NAME_64, NAME_64, "-p", NULL, NULL,
	  NULL, NULL, NULL },
};

static void
test_found(void)
{
	size_t n;

	for (n = 0; n < sizeof found / sizeof *found; n++) {
		struct environment s;
		struct identity i;
		struct told t = tell(find_code, &found[n].given);

		is_told(&t, 0, TEXTS(), "found, without a message");
		find(&found[n].given, &s, &i);
		is_int(i.kind, found[n].kind, "kind");
		is_str(i.name, found[n].name, "name");
		is_str(i.profile, found[n].profile, "profile");
		is_str(i.named_by, found[n].named_by, "named by");
		is_str(i.api_url, found[n].api_url, "URL");
		is_str(i.given_url, found[n].given_url, "URL that was given");
		is_str(i.client_id, found[n].client_id, "client id");
		is_str(i.client_secret, found[n].client_secret,
		       "client secret");
		is_str(i.token, found[n].token, "token");
		identity_free(&i);
		environment_free(&s);
	}
}

#define HALF "set both, or none and run port-token login\n"
#define HALF_OFF "set both\n" /* in a CI job */
#define BOTH "set both, or run PORT_KEYRING=on port-token login\n"
#define PROTECTED " (protected variables are undefined on unprotected " \
		  "branches): "

static const struct {
	struct given given;
	int code;
	const char *says;
} refused[] = {
	{ { { ID }, { 0 } }, EX_NO_CREDENTIALS,
	  "test: PORT_CLIENT_ID from the environment is only half of the "
	  "credentials: PORT_CLIENT_SECRET is missing\n"
	  "hint: PORT_CLIENT_SECRET is not defined: " HALF },
	{ { { SECRET, "CI=true" }, { 0 } }, EX_NO_CREDENTIALS,
	  "test: PORT_CLIENT_SECRET from the environment is only half of the "
	  "credentials: PORT_CLIENT_ID is missing\n"
	  "hint: PORT_CLIENT_ID is not defined for this job" PROTECTED
	  HALF_OFF },
	{ { { ID, "PORT_CLIENT_SECRET=$S", PROFILE }, { 0 } },
	  EX_NO_CREDENTIALS,
	  "test: PORT_CLIENT_ID from the environment is only half of the "
	  "credentials: PORT_CLIENT_SECRET is missing\n"
	  "hint: PORT_CLIENT_SECRET ($S) is not defined for this job" PROTECTED
	  HALF },
	{ { { "PORT_KEYRING=off" }, { 0 } }, EX_NO_CREDENTIALS,
	  "test: no credentials: nothing in the environment, and the keyring "
	  "is switched off: PORT_KEYRING is off\n"
	  "hint: PORT_CLIENT_ID and PORT_CLIENT_SECRET are not defined: "
	  BOTH },
	{ { { "CI=1", "PORT_CLIENT_ID=$A", "PORT_CLIENT_SECRET=$(B)" }, { 0 } },
	  EX_NO_CREDENTIALS,
	  "test: no credentials: nothing in the environment, and the keyring "
	  "is switched off: CI is set\n"
	  "hint: PORT_CLIENT_ID ($A) and PORT_CLIENT_SECRET ($B) are not "
	  "defined for this job" PROTECTED "set both\n" },
	{ { { "CI=1", "PORT_ACCESS_TOKEN=$T", "PORT_PROFILE=$P" }, { 0 } },
	  EX_NO_CREDENTIALS,
	  "test: no credentials: nothing in the environment, and the keyring "
	  "is switched off: CI is set\n"
	  "hint: PORT_ACCESS_TOKEN ($T) and PORT_CLIENT_ID and "
	  "PORT_CLIENT_SECRET and PORT_PROFILE ($P) are not defined for this "
	  "job" PROTECTED "set an id and its secret\n" },
	{ { { PROFILE, "CI=1" }, { 0 } }, EX_KEYRING,
	  "test: profile work: the keyring is switched off: CI is set\n" },
	{ { { TOKEN, "PORT_KEYRING=off" }, { .profile = "x" } }, EX_KEYRING,
	  "test: profile x: the keyring is switched off: PORT_KEYRING is "
	  "off\n" },
	{ { { "PORT_ACCESS_TOKEN=hu sh" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_ACCESS_TOKEN from the environment is malformed: a token "
	  "is 1 to 16384 of A-Z a-z 0-9 - . _ ~ + / =\n"
	  "hint: set it to the token only, as port-token -r prints it\n" },
	{ { { "PORT_ACCESS_TOKEN=Bearer hush", ID, SECRET }, { 0 } },
	  EX_BAD_USAGE,
	  "test: PORT_ACCESS_TOKEN from the environment is malformed: a token "
	  "is 1 to 16384 of A-Z a-z 0-9 - . _ ~ + / =\n"
	  "hint: set it to the token only, as port-token -r prints it\n" },
	{ { { TOKEN, "PORT_API_URL=$U" }, { 0 } }, EX_NO_CREDENTIALS,
	  "test: PORT_API_URL from the environment is a reference to an "
	  "undefined variable\n"
	  "hint: PORT_API_URL ($U) is not defined for this job" PROTECTED
	  "define it, or drop the reference\n" },
	{ { { ID, SECRET, "PORT_BASE_URL=ftp://x" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_BASE_URL from the environment is not a URL of Port's API: "
	  "it is neither eu, us nor an https:// URL\n" },
	{ { { "PORT_PROFILE=a/b" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_PROFILE: a profile's name is 1 to 64 of A-Z a-z 0-9 . _ "
	  "-\n" },
	{ { { NULL }, { .profile = "" } }, EX_BAD_USAGE,
	  "test: -p: a profile's name is" },
	{ { { NULL }, { .profile = NAME_64 "-" } }, EX_BAD_USAGE,
	  "test: -p: a profile's name is" },
	{ { { NULL }, { .profile = "a b" } }, EX_BAD_USAGE,
	  "test: -p: a profile's name is" },
	{ { { NULL }, { .profile = "\xc3\xa9" } }, EX_BAD_USAGE,
	  "test: -p: a profile's name is" },
};

static const struct given shadowed[] = {
	{ { PROFILE, TOKEN }, { 0 } },
	{ { PROFILE, ID, SECRET }, { 0 } },
};

int
main(void)
{
	size_t n;

	test_found();
	for (n = 0; n < sizeof refused / sizeof *refused; n++) {
		struct told t = tell(find_code, &refused[n].given);

		is_told(&t, refused[n].code, TEXTS(refused[n].says),
			"refused, and why");
		ok(!strstr(t.text, "hush"), "no secret is shown");
	}
	for (n = 0; n < sizeof shadowed / sizeof *shadowed; n++) {
		struct told t = tell(find_code, &shadowed[n]);

		is_told(&t, 0,
			TEXTS("test: warning: PORT_PROFILE is ignored: "
			      "PORT_", " from the environment comes first\n"),
			"a PORT_PROFILE without effect is reported");
	}
	return done();
}
