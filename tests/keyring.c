/*
 * keyring [-v] [-u] [-n] [-o WHY] VERB [NAME=VALUE...]: the functions of
 * helper/keyring/keyring.h as a command. -u may ask a person to unlock the
 * keyring, -n is --no-prompt, -o switches the keyring off, -v shows warnings.
 *
 *	can-store
 *	put kind=secret profile= api_url= client_id= secret=
 *	put kind=token profile= api_url= client_id= token= life= [age=]
 *	find, forget [kind=] [profile=] [api_url=] [client_id=]
 *	sha256 secret=
 *	token ...		as find, but prints only the first token
 *
 * "--" separates several verbs of one run. Each prints the state of the
 * keyring, then its result. When the state is not "ready", the exit status is
 * keyring_error's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper/keyring/keyring.h"
#include "helper/base/msg.h"

static const char *const states[] = {
	[KEYRING_READY] = "ready",
	[KEYRING_SWITCHED_OFF] = "off",
	[KEYRING_ABSENT] = "absent",
	[KEYRING_LOCKED] = "locked",
	[KEYRING_NO_COLLECTION] = "no collection",
	[KEYRING_SILENT] = "silent",
};

struct args {
	char **word;
	int n;
};

static const char *
arg(const struct args *a, const char *name)
{
	size_t n = strlen(name);

	for (int i = 0; i < a->n; i++)
		if (!strncmp(a->word[i], name, n) && a->word[i][n] == '=')
			return a->word[i] + n + 1;
	return NULL;
}

static char *
text(const struct args *a, const char *name)
{
	const char *value = arg(a, name);

	return strdup(value ? value : "");
}

static struct keyring_match
match(const struct args *a)
{
	const char *kind = arg(a, "kind");

	return (struct keyring_match){
		.kind = !kind ? KEYRING_ANY :
			!strcmp(kind, "secret") ? KEYRING_SECRET :
						  KEYRING_TOKEN,
		.profile = arg(a, "profile"),
		.api_url = arg(a, "api_url"),
		.client_id = arg(a, "client_id"),
	};
}

static enum keyring_state
put(struct keyring *k, const struct args *a)
{
	struct keyring_item item = {
		.kind = match(a).kind,
		.profile = text(a, "profile"),
		.api_url = text(a, "api_url"),
		.client_id = text(a, "client_id"),
		.client_secret = BUF_SECRET(65536),
		.token.text = BUF_SECRET(65536),
	};
	enum keyring_state state;

	if (!keyring_sha256(k, "hush", item.secret_sha256))
		memset(item.secret_sha256, '0', 64);
	if (arg(a, "secret"))
		buf_adds(&item.client_secret, arg(a, "secret"));
	if (arg(a, "token")) {
		buf_adds(&item.token.text, arg(a, "token"));
		item.token.life = strtol(arg(a, "life"), NULL, 10);
		clock_now(&item.token.since);
		if (arg(a, "age")) {
			long age = strtol(arg(a, "age"), NULL, 10);

			item.token.since.wall -= age;
			item.token.since.boot -= age;
		}
	}
	state = keyring_store(k, &item);
	keyring_item_free(&item);
	return state;
}

static void
show(const struct keyring_item *i)
{
	printf("%s %s %s %s", i->kind == KEYRING_TOKEN ? "token" : "secret",
	       *i->profile ? i->profile : "-", i->api_url, i->client_id);
	if (i->locked)
		puts(" locked");
	else if (i->kind == KEYRING_TOKEN)
		printf(" %s\n", i->token.text.data);
	else
		printf(" %s\n", i->client_secret.data);
}

static enum keyring_state
find(struct keyring *k, const struct args *a, bool unlock, bool bare)
{
	struct keyring_match m = match(a);
	struct keyring_items items;
	enum keyring_state state = keyring_search(k, &m, unlock, &items);

	if (!bare)
		puts(states[state]);
	for (int i = 0; i < items.n; i++) {
		if (!bare)
			show(&items.item[i]);
		else if (i == 0)
			puts(items.item[i].token.text.data);
	}
	keyring_items_free(&items);
	return state;
}

static enum keyring_state
act(struct keyring *k, const char *verb, const struct args *a, bool unlock)
{
	struct keyring_match m = match(a);
	enum keyring_state state = KEYRING_READY;
	char hex[65];
	int n;

	if (!strcmp(verb, "find") || !strcmp(verb, "token"))
		return find(k, a, unlock, *verb == 't');
	if (!strcmp(verb, "can-store")) {
		state = keyring_can_store(k);
		puts(states[state]);
	} else if (!strcmp(verb, "put")) {
		state = put(k, a);
		puts(states[state]);
	} else if (!strcmp(verb, "forget")) {
		state = keyring_forget(k, &m, &n);
		printf("%s\n%d gone\n", states[state], n);
	} else if (!strcmp(verb, "sha256")) {
		puts(keyring_sha256(k, arg(a, "secret"), hex) ? hex : "none");
	} else {
		abort();
	}
	return state;
}

int
main(int argc, char **argv)
{
	struct environment environment = { .keyring = KEYRING_AUTO };
	struct keyring *k;
	enum keyring_state state = KEYRING_READY;
	bool unlock = false, verbose = false;
	int status = 0;
	int option;

	while ((option = getopt(argc, argv, "+vuno:")) != -1) {
		verbose = verbose || option == 'v';
		unlock = unlock || option == 'u';
		if (option == 'n')
			environment.chosen.no_prompt = true;
		if (option == 'o') {
			environment.keyring = KEYRING_OFF;
			environment.keyring_off_by = optarg;
		}
	}
	msg_init("keyring");
	msg_level(false, verbose);
	k = keyring_new(&environment);
	for (int i = optind; i < argc; i++) {
		struct args a = { .word = argv + i + 1 };
		const char *verb = argv[i];

		while (++i < argc && strcmp(argv[i], "--"))
			a.n++;
		state = act(k, verb, &a, unlock);
		fflush(stdout);
		if (state != KEYRING_READY)
			status = keyring_error(
				k, state, (struct subject){ .what = verb });
	}
	keyring_free(k);
	return status;
}
