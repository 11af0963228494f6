/* helper/identity/environment.h: each variable, value by value. */
#include "helper/identity/environment.h"

#include <stdlib.h>

#include "helper/base/exits.h"
#include "tests/unit/told.h"

#define EU "https://api.getport.io/v1"
#define US "https://api.us.getport.io/v1"

enum { WORDS = 6 };

/* Set these NAME=VALUE words, and unset all others of the programs. */
static void
environment(const char *const *words)
{
	clearenv();
	for (; *words; words++)
		putenv((char *)(size_t)*words);
}

static const struct {
	const char *text, *value, *undefined;
} values[] = {
	{ "PORT_CLIENT_ID=", NULL, NULL },
	{ "PORT_CLIENT_ID=\n", NULL, NULL },
	{ "PORT_CLIENT_ID=\r\n\r\n", NULL, NULL },
	{ "PORT_CLIENT_ID=id", "id", NULL },
	{ "PORT_CLIENT_ID=\r\nid\r\n\n", "id", NULL },
	{ "PORT_CLIENT_ID= \tid \t\n", "id", NULL },
	{ "PORT_CLIENT_ID= \t\r\n", NULL, NULL },
	{ "PORT_CLIENT_ID=\xc3\xa9", "\xc3\xa9", NULL },
	{ "PORT_CLIENT_ID=$ID", NULL, "ID" },
	{ "PORT_CLIENT_ID=$_x9", NULL, "_x9" },
	{ "PORT_CLIENT_ID=${PORT_CLIENT_ID}", NULL, "PORT_CLIENT_ID" },
	{ "PORT_CLIENT_ID=$(PORT_CLIENT_ID)", NULL, "PORT_CLIENT_ID" },
	{ "PORT_CLIENT_ID=${A}\n", NULL, "A" },
	{ "PORT_CLIENT_ID=$", "$", NULL },
	{ "PORT_CLIENT_ID=$$", "$$", NULL },
	{ "PORT_CLIENT_ID=$9", "$9", NULL },
	{ "PORT_CLIENT_ID=${}", "${}", NULL },
	{ "PORT_CLIENT_ID=$()", "$()", NULL },
	{ "PORT_CLIENT_ID=${9A}", "${9A}", NULL },
	{ "PORT_CLIENT_ID=${A", "${A", NULL },
	{ "PORT_CLIENT_ID=${A)", "${A)", NULL },
	{ "PORT_CLIENT_ID=$(A}", "$(A}", NULL },
	{ "PORT_CLIENT_ID=$A}", "$A}", NULL },
	{ "PORT_CLIENT_ID=$A-", "$A-", NULL },
	{ "PORT_CLIENT_ID=$A$B", "$A$B", NULL },
	{ "PORT_CLIENT_ID=x$A", "x$A", NULL },
	{ "PORT_CLIENT_ID=${A:-b}", "${A:-b}", NULL },
	{ "PORT_CLIENT_ID=$(a b)", "$(a b)", NULL },
	{ "PORT_CLIENT_ID=$A ", NULL, "A" },
};

static void
test_values(void)
{
	size_t i;

	for (i = 0; i < sizeof values / sizeof *values; i++) {
		struct environment s;

		environment(TEXTS(values[i].text));
		is_int(environment_read(&s, &(struct chosen){ 0 }, VARS_ALL),
		       0, "read");
		is_str(s.of[VAR_CLIENT_ID].value, values[i].value, "value");
		is_str(s.of[VAR_CLIENT_ID].undefined, values[i].undefined,
		       "the text a message refers to");
		environment_free(&s);
	}
}

struct given {
	const char *word[WORDS + 1];
	struct chosen chosen;
};

static int
read_all(const void *given)
{
	const struct given *g = given;
	struct environment s;
	int rc;

	environment(g->word);
	rc = environment_read(&s, &g->chosen, VARS_ALL);
	environment_free(&s);
	return rc;
}

static void
test_controls(void)
{
	static const char *const names[] = {
		"PORT_ACCESS_TOKEN", "PORT_CLIENT_ID", "PORT_CLIENT_SECRET",
		"PORT_PROFILE", "PORT_API_URL", "PORT_BASE_URL", "PORT_REGION",
		"PORT_KEYRING", "CI",
	};
	static const char *const bad[] = { "hu\nsh", "hu\rsh", "hu\tsh",
					   "\x01hush", "hush\x7f", "hu\x1bsh",
					   "hush\xff", "hu\xc2\x9bsh" };
	char word[100], says[120];
	size_t i, j;

	for (i = 0; i < VARS; i++) {
		for (j = 0; j < sizeof bad / sizeof *bad; j++) {
			struct given g = { .word = { word } };
			struct told t;

			snprintf(word, sizeof word, "%s=%s", names[i], bad[j]);
			snprintf(says, sizeof says,
				 "test: %s from the environment holds a "
				 "control byte, or is not UTF-8\n", names[i]);
			t = tell(read_all, &g);
			is_int(t.status, EX_BAD_USAGE, names[i]);
			is_str(t.text, says, "and its value is not shown");
			g.chosen.profile = "x";
			t = tell(read_all, &g);
			is_int(t.status, i < VAR_KEYRING ? 0 : EX_BAD_USAGE,
			       "with -p it counts or does not");
		}
	}
}

static const struct {
	const char *word[3];
	int want;		/* -1: refused */
	const char *off_by;
} keyrings[] = {
	{ { NULL }, KEYRING_AUTO, NULL },
	{ { "PORT_KEYRING=" }, KEYRING_AUTO, NULL },
	{ { "PORT_KEYRING=auto" }, KEYRING_AUTO, NULL },
	{ { "PORT_KEYRING=on" }, KEYRING_ON, NULL },
	{ { "PORT_KEYRING=off" }, KEYRING_OFF, "PORT_KEYRING is off" },
	{ { "PORT_KEYRING=off\n" }, KEYRING_OFF, "PORT_KEYRING is off" },
	{ { "PORT_KEYRING=$K" }, KEYRING_AUTO, NULL },
	{ { "CI=true" }, KEYRING_OFF, "CI is set" },
	{ { "CI=1" }, KEYRING_OFF, "CI is set" },
	{ { "CI=yes" }, KEYRING_OFF, "CI is set" },
	{ { "CI=woodpecker" }, KEYRING_OFF, "CI is set" },
	{ { "CI=" }, KEYRING_AUTO, NULL },
	{ { "CI=0" }, KEYRING_AUTO, NULL },
	{ { "CI=false" }, KEYRING_AUTO, NULL },
	{ { "CI=true", "PORT_KEYRING=on" }, KEYRING_ON, NULL },
	{ { "CI=true", "PORT_KEYRING=auto" }, KEYRING_AUTO, NULL },
	{ { "CI=true", "PORT_KEYRING=" }, KEYRING_OFF, "CI is set" },
	{ { "CI=false", "PORT_KEYRING=off" }, KEYRING_OFF,
	  "PORT_KEYRING is off" },
	{ { "PORT_KEYRING=ON" }, -1, NULL },
	{ { "PORT_KEYRING=0" }, -1, NULL },
	{ { "PORT_KEYRING=no" }, -1, NULL },
	{ { "PORT_KEYRING=offf" }, -1, NULL },
};

static void
test_keyring(void)
{
	size_t i;

	for (i = 0; i < sizeof keyrings / sizeof *keyrings; i++) {
		struct environment s;
		struct given g = { .word = { keyrings[i].word[0],
					     keyrings[i].word[1] } };

		if (keyrings[i].want < 0) {
			struct told t = tell(read_all, &g);

			is_told(&t, EX_BAD_USAGE,
				TEXTS("PORT_KEYRING from the environment is "
				      "not on, off or auto\n"),
				g.word[0]);
			continue;
		}
		environment(g.word);
		is_int(environment_read(&s, &g.chosen, VARS_ALL), 0, "taken");
		is_int(s.keyring, keyrings[i].want, "use of the keyring");
		is_str(s.keyring_off_by, keyrings[i].off_by, "off by");
		environment_free(&s);
	}
}

static int
url_code(const void *given)
{
	const struct given *g = given;
	const char *from;
	struct environment s;
	char *url = NULL;
	int rc;

	environment(g->word);
	rc = environment_read(&s, &g->chosen, VARS_ALL);
	if (!rc)
		rc = environment_api_url(&s, &url, &from);
	free(url);
	environment_free(&s);
	return rc;
}

static const struct {
	struct given given;
	const char *url, *from;
} urls[] = {
	{ { { NULL }, { 0 } }, NULL, NULL },
	{ { { "PORT_REGION=US" }, { 0 } }, US, "PORT_REGION" },
	{ { { "PORT_REGION=us", "PORT_BASE_URL=https://api.port.io" }, { 0 } },
	  EU, "PORT_BASE_URL" },
	{ { { "PORT_BASE_URL=eu", "PORT_API_URL=us" }, { 0 } }, US,
	  "PORT_API_URL" },
	{ { { "PORT_API_URL=us" }, { .api_url = "eu" } }, EU, "--api-url" },
	{ { { "PORT_API_URL=us\r\n" }, { 0 } }, US, "PORT_API_URL" },
	{ { { "PORT_API_URL=", "PORT_BASE_URL=us" }, { 0 } }, US,
	  "PORT_BASE_URL" },
	{ { { "PORT_API_URL=us" }, { .profile = "x" } }, NULL, NULL },
	{ { { "PORT_API_URL=$U" }, { .profile = "x" } }, NULL, NULL },
	{ { { "PORT_API_URL=us" }, { .profile = "x", .api_url = "eu" } }, EU,
	  "--api-url" },
	{ { { "PORT_API_URL=$U" }, { .api_url = "eu" } }, EU, "--api-url" },
	{ { { "PORT_API_URL=us", "PORT_BASE_URL=$U" }, { 0 } }, US,
	  "PORT_API_URL" },
};

static const struct {
	struct given given;
	int code;
	const char *says;
} bad_urls[] = {
	{ { { NULL }, { .api_url = "" } }, EX_BAD_USAGE,
	  "test: --api-url is not a URL of Port's API: it is neither" },
	{ { { NULL }, { .api_url = "https://u:hush@x.example" } }, EX_BAD_USAGE,
	  "test: --api-url is not a URL of Port's API: it may not hold user" },
	{ { { "PORT_API_URL=https://u:hush@x.example" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_API_URL from the environment is not a URL" },
	{ { { "PORT_BASE_URL=http://x.example" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_BASE_URL from the environment is not a URL" },
	{ { { "PORT_REGION=asia" }, { 0 } }, EX_BAD_USAGE,
	  "test: PORT_REGION from the environment is not a URL" },
	{ { { "PORT_API_URL=$U", "PORT_BASE_URL=us" }, { 0 } },
	  EX_NO_CREDENTIALS,
	  "\nhint: PORT_API_URL ($U) is not defined for this job (protected "
	  "variables are undefined on unprotected branches): " },
	{ { { "PORT_BASE_URL=${U}" }, { 0 } }, EX_NO_CREDENTIALS,
	  "\nhint: PORT_BASE_URL ($U) is not defined" },
	{ { { "PORT_REGION=$(U)" }, { 0 } }, EX_NO_CREDENTIALS,
	  "\nhint: PORT_REGION ($U) is not defined" },
};

static void
test_urls(void)
{
	size_t i;

	for (i = 0; i < sizeof urls / sizeof *urls; i++) {
		const struct given *g = &urls[i].given;
		const char *from = "none";
		struct environment s;
		char *url = NULL;

		environment(g->word);
		environment_read(&s, &g->chosen, VARS_ALL);
		is_int(environment_api_url(&s, &url, &from), 0, "a URL or none");
		is_str(url, urls[i].url, "the URL");
		is_str(from, urls[i].from, "the variable it comes from");
		free(url);
		environment_free(&s);
	}
	for (i = 0; i < sizeof bad_urls / sizeof *bad_urls; i++) {
		struct told t = tell(url_code, &bad_urls[i].given);

		is_told(&t, bad_urls[i].code, TEXTS(bad_urls[i].says),
			"refused, and why");
		ok(!strstr(t.text, "hush"), "no password is shown");
	}
}

/* setenv, unlike putenv, makes a copy: that copy must be wiped. */
static void
test_forget(void)
{
	struct environment s;
	const char *kept;

	environment(TEXTS("PORT_CLIENT_ID=id"));
	setenv("PORT_CLIENT_SECRET", "hush", 1);
	kept = getenv("PORT_CLIENT_SECRET");
	environment_read(&s, &(struct chosen){ 0 }, VARS_ALL);
	environment_forget();
	is_str(getenv("PORT_CLIENT_SECRET"), NULL, "the variable is gone");
	is_str(kept, "", "and its bytes are wiped");
	is_str(s.of[VAR_CLIENT_SECRET].value, "hush", "the value that was read is kept");
	environment_forget();
	is_str(getenv("PORT_CLIENT_ID"), "id", "another variable is wiped, too");
	environment_free(&s);
}

int
main(void)
{
	test_values();
	test_controls();
	test_keyring();
	test_urls();
	test_forget();
	return done();
}
