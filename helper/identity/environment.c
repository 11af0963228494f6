#include "helper/identity/environment.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/buf.h"
#include "helper/base/control.h"
#include "helper/base/exits.h"
#include "helper/base/output.h"
#include "helper/base/utf8.h"
#include "helper/url/base_url.h"

static const char *const environment_names[VARS] = {
	[VAR_TOKEN] = "PORT_ACCESS_TOKEN",
	[VAR_CLIENT_ID] = "PORT_CLIENT_ID",
	[VAR_CLIENT_SECRET] = "PORT_CLIENT_SECRET",
	[VAR_PROFILE] = "PORT_PROFILE",
	[VAR_API_URL] = "PORT_API_URL",
	[VAR_BASE_URL] = "PORT_BASE_URL",
	[VAR_REGION] = "PORT_REGION",
	[VAR_KEYRING] = "PORT_KEYRING",
	[VAR_CI] = "CI",
};

static void
environment_forget_value(struct variable *v)
{
	if (v->value)
		explicit_bzero(v->value, strlen(v->value));
	free(v->value);
	v->value = NULL;
}

/* NAME, if text[0..n) is exactly $NAME, ${NAME} or $(NAME); *ret_n is its
 * length. */
static const char *
environment_reference(const char *text, size_t n, size_t *ret_n)
{
	const char *end = text + n;
	char close;

	if (*text++ != '$')
		return NULL;
	close = *text == '{' ? '}' : *text == '(' ? ')' : '\0';
	if (close && *--end != close)
		return NULL;
	text += close != '\0';
	*ret_n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789_");
	return *ret_n > 0 && text + *ret_n == end &&
			       !isdigit((unsigned char)*text) ?
		       text :
		       NULL;
}

/* With -p most variables are ignored, and may hold anything. */
static bool
environment_counts(const struct environment *e, enum variable_name name)
{
	return !e->chosen.profile || VARS_KEYRING & 1u << name;
}

static int
environment_read_one(struct environment *e, enum variable_name name)
{
	struct variable *v = &e->of[name];
	const char *text, *target;
	size_t n, target_n;

	text = getenv(v->name);
	if (!text)
		return 0;
	text = control_trim(text, &n);
	if (n == 0)
		return 0;
	if (!utf8_plain(text, n)) {
		if (!environment_counts(e, name))
			return 0;
		msg_error("%s from the environment holds a control byte, or "
			  "is not UTF-8",
			  v->name);
		return EX_BAD_USAGE;
	}
	target = environment_reference(text, n, &target_n);
	if (target)
		v->undefined = output_copy_part(target, target_n);
	else
		v->value = output_copy_part(text, n);
	return 0;
}

/* PORT_KEYRING beats CI beats auto. */
static int
environment_read_keyring(struct environment *e)
{
	const char *use = e->of[VAR_KEYRING].value, *ci = e->of[VAR_CI].value;

	e->keyring = KEYRING_AUTO;
	if (!use) {
		if (ci && strcmp(ci, "false") && strcmp(ci, "0")) {
			e->keyring = KEYRING_OFF;
			e->keyring_off_by = "CI is set";
		}
	} else if (!strcmp(use, "off")) {
		e->keyring = KEYRING_OFF;
		e->keyring_off_by = "PORT_KEYRING is off";
	} else if (!strcmp(use, "on")) {
		e->keyring = KEYRING_ON;
	} else if (strcmp(use, "auto")) {
		msg_error("PORT_KEYRING from the environment is not on, off or "
			  "auto");
		return EX_BAD_USAGE;
	}
	return 0;
}

int
environment_read(struct environment *ret, const struct chosen *chosen,
		 unsigned which)
{
	const char *bus = getenv("DBUS_SESSION_BUS_ADDRESS");
	int rc = 0;

	/* GLib would use an empty one as an address. Unset it now, while no
	 * other thread can be reading the environment. */
	if (bus && !*bus)
		unsetenv("DBUS_SESSION_BUS_ADDRESS");
	memset(ret, 0, sizeof *ret);
	ret->chosen = *chosen;
	for (int i = 0; i < VARS && !rc; i++) {
		ret->of[i].name = environment_names[i];
		if (which & 1u << i)
			rc = environment_read_one(ret, (enum variable_name)i);
	}
	return rc ? rc : environment_read_keyring(ret);
}

void
environment_free(struct environment *e)
{
	for (int i = 0; i < VARS; i++) {
		environment_forget_value(&e->of[i]);
		free(e->of[i].undefined);
		e->of[i].undefined = NULL;
	}
}

static int
environment_parse_url(const char *text, const char *from, const char *where,
		      char **ret)
{
	const char *why;

	*ret = base_url_parse(text, &why);
	if (*ret)
		return 0;
	/* Do not print the URL: it may hold a password. */
	msg_error("%s%s is not a URL of Port's API: %s", from, where, why);
	return EX_BAD_USAGE;
}

int
environment_api_url(const struct environment *e, char **ret_url,
		    const char **ret_from)
{
	*ret_url = NULL;
	*ret_from = NULL;
	if (e->chosen.api_url) {
		*ret_from = "--api-url";
		return environment_parse_url(e->chosen.api_url, *ret_from, "",
					     ret_url);
	}
	for (int i = VAR_API_URL; i <= VAR_REGION && !e->chosen.profile; i++) {
		const struct variable *v = &e->of[i];

		if (v->undefined) {
			msg_error("%s from the environment is a reference to "
				  "an undefined variable",
				  v->name);
			environment_hint_missing(e, 1u << i,
						 "define it, or drop the "
						 "reference");
			return EX_NO_CREDENTIALS;
		}
		if (v->value) {
			*ret_from = v->name;
			return environment_parse_url(v->value, v->name,
						     " from the environment",
						     ret_url);
		}
	}
	return 0;
}

void
environment_hint_missing(const struct environment *e, unsigned which,
			 const char *advice)
{
	struct buf list = BUF(MSG_HINT_MAX);
	bool job = e->of[VAR_CI].value;
	int n = 0;

	for (int i = 0; i < VARS; i++) {
		const struct variable *v = &e->of[i];

		if (!(which & 1u << i) || v->value)
			continue;
		buf_addf(&list, "%s%s", n++ ? " and " : "", v->name);
		if (v->undefined)
			buf_addf(&list, " ($%s)", v->undefined);
		job = job || v->undefined;
	}
	msg_hint("%s %s not defined%s: %s", buf_text(&list),
		 n == 1 ? "is" : "are",
		 job ? " for this job (protected variables are undefined on "
		       "unprotected branches)" :
		       "",
		 advice);
	buf_free(&list);
}

int
environment_keyring_off(const struct environment *e, struct subject about)
{
	msg_error_about(about, "the keyring is switched off: %s",
			e->keyring_off_by);
	msg_hint("set PORT_CLIENT_ID and PORT_CLIENT_SECRET; a keyring, if "
		 "there is one: PORT_KEYRING=on");
	return EX_KEYRING;
}

void
environment_forget(void)
{
	for (int i = 0; i < VARS; i++) {
		char *value = getenv(environment_names[i]);

		if (!(VARS_SECRET & 1u << i))
			continue;
		if (value)
			explicit_bzero(value, strlen(value));
		unsetenv(environment_names[i]);
	}
}
