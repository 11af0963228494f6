#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/port/control.h"
#include "tests/port/fault.h"
#include "tests/port/options.h"
#include "tests/port/settings.h"
#include "tests/port/synthetic.h"
#include "tests/port/token.h"
#include "tests/port/value.h"

void
options_help(void)
{
	fputs("usage: port [option...]\n"
"Plays Port's API on loopback, for tests. Prints its base URL, and with --tls\n"
"a second line, the https one; then serves until SIGTERM.\n"
"\n"
"  --seed FILE       the data at start, see tests/seed/demo.json; none: empty.\n"
"                    Repeatable: a blueprint of a later FILE takes the place of\n"
"                    the earlier one, so that  --seed tests/seed/demo.json\n"
"                    --seed tests/seed/documented.json  has ciJob as Port's\n"
"                    documentation has it: jobBranch is a URL\n"
"  --entities BLUEPRINT=N\n"
"                    generate N by the seed's recipe, not as many as it says\n"
"  --synthetic BLUEPRINT=N\n"
"                    N (to 9999999) of about 1.9 KB each in little memory,\n"
"                    which can be read but not changed\n"
"  --credentials ID:SECRET\n"
"                    a credential pair more than the seed has; repeatable\n"
"  --log FILE        a line of JSON for each request, written before the answer:\n"
"                    n time connection method path kind status auth (none,\n"
"                    unknown, token#N) bytes body fault headers\n"
"  --log-secrets     clientSecret in it as it came\n"
"  --fault FAULT     see below; repeatable\n"
"  --tls DIRECTORY   https as well; the authority goes to DIRECTORY/ca.pem\n"
"  --tls-expired     its certificate ended yesterday\n"
"  --ipv6            at [::1] instead of 127.0.0.1\n"
"  --port N, --tls-port N   not a port of the kernel's choice\n"
"  --until-eof       end at the end of standard input, too\n"
"  --life SEC        end after so long; 1800\n"
"\n"
"What is not known about Port, the first is what it does without the option:\n",
		stdout);
	settings_help(stdout);
	putchar('\n');
	fault_help(stdout);
	putchar('\n');
	control_help(stdout);
}

static bool
add_credential(const char *value)
{
	const char *colon = strchr(value, ':');
	char *id;

	if (!colon)
		return false;
	id = strndup(value, (size_t)(colon - value));
	credential_add(id, colon + 1);
	free(id);
	return true;
}

static bool
add_count(jv *counts, const char *value)
{
	const char *sign = strrchr(value, '=');
	jv name;
	long n;

	if (!sign)
		return false;
	n = strtol(sign + 1, NULL, 10);
	name = jv_string_sized(value, (int)(sign - value));
	*counts = jv_object_set(*counts, name, jv_number((double)n));
	return n >= 0 && n <= SYNTHETIC_MAX;
}

static bool
add_fault(const char *spec)
{
	jv wrong = fault_add(spec);
	bool good = !jv_is_valid(wrong);

	if (!good)
		fprintf(stderr, "port: %s\n", jv_string_value(wrong));
	jv_free(wrong);
	return good;
}

static bool
set_number(long *ret, const char *value)
{
	char *end;

	*ret = strtol(value, &end, 10);
	return *value && *end == '\0' && *ret >= 0;
}

static bool
add_seed(struct options *it, const char *file)
{
	size_t n = 0;

	while (it->seeds[n])
		n++;
	if (n == OPTIONS_SEEDS)
		return false;
	it->seeds[n] = file;
	return true;
}

static bool
parse_flag(struct options *it, const char *name)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = {
		{ "log-secrets", &it->log_secrets }, { "ipv6", &it->ipv6 },
		{ "until-eof", &it->until_eof }, { "help", &it->help },
		{ "tls-expired", &it->expired },
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (strcmp(flags[i].name, name) == 0) {
			*flags[i].flag = true;
			return true;
		}
	}
	return false;
}

static bool
parse_value(struct options *it, const char *name, const char *value)
{
	const struct {
		const char *name;
		const char **text;
		long *number;
	} values[] = {
		{ "log", &it->log, NULL }, { "tls", &it->tls, NULL },
		{ "life", NULL, &it->life },
		{ "port", NULL, &it->port },
		{ "tls-port", NULL, &it->tls_port },
	};
	enum setting which = setting_named(name);

	if (which != SETTINGS)
		return setting_set(which, value);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		if (strcmp(values[i].name, name) != 0)
			continue;
		if (values[i].number)
			return set_number(values[i].number, value);
		*values[i].text = value;
		return true;
	}
	if (strcmp(name, "seed") == 0)
		return add_seed(it, value);
	if (strcmp(name, "entities") == 0)
		return add_count(&it->counts.generate, value);
	if (strcmp(name, "synthetic") == 0)
		return add_count(&it->counts.synthetic, value);
	if (strcmp(name, "credentials") == 0)
		return add_credential(value);
	return strcmp(name, "fault") == 0 && add_fault(value);
}

bool
options_parse(int argc, char **argv, struct options *ret)
{
	*ret = (struct options){ .life = 1800,
		.counts = { jv_object(), jv_object() } };
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (strncmp(word, "--", 2) == 0 && parse_flag(ret, word + 2))
			continue;
		if (strncmp(word, "--", 2) != 0 || !argv[i + 1] ||
		    !parse_value(ret, word + 2, argv[i + 1])) {
			fprintf(stderr, "port: %s %s: see --help\n", word,
				argv[i + 1] ? argv[i + 1] : "");
			return false;
		}
		i++;
	}
	return true;
}
