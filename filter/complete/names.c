#include "filter/complete/names.h"

#include <stdlib.h>
#include <string.h>

#include "filter/cli/arguments.h"
#include "filter/jq/program.h"
#include "filter/source/source.h"
#include "helper/keyring/keyring.h"
#include "helper/session/session.h"

enum { WORDS_MAX = 24 };

/* Append the results of the filter on what the source gives. */
static jv
read_source(struct source *source, const char *filter, jv all)
{
	jq_state *jq = program_compile(filter, NULL, jv_object(), "FILTER");
	struct text text;
	jv value;

	while (jq && source->next(source, &text) == SOURCE_TEXT) {
		char *copy = strndup(text.bytes, text.n);

		value = copy ? jv_parse(copy) : jv_invalid();
		free(copy);
		if (jv_is_valid(value)) {
			jq_start(jq, value, 0);
			while (jv_is_valid(value = jq_next(jq)))
				all = jv_array_append(all, value);
		}
		jv_free(value);
	}
	jq_teardown(&jq);
	return all;
}

/* The results of `port-get OPTION... RESOURCE FILTER`; `option` ends with
 * NULL. */
static jv
read_resource(const struct place *p, const char *const *option,
	      const char *resource, const char *filter)
{
	const char *word[WORDS_MAX] = { "port-get", "-q", "--no-prompt",
					"--retry",  "0",  "--timeout",
					"2" };
	struct arguments args;
	struct session *session = NULL;
	struct source *source = NULL;
	jv all = jv_array();
	int n = 7, rc;

	if (p->profile) {
		word[n++] = "-p";
		word[n++] = p->profile;
	}
	if (p->api_url) {
		word[n++] = "--api-url";
		word[n++] = p->api_url;
	}
	while (*option && n < WORDS_MAX - 2)
		word[n++] = *option++;
	word[n++] = "--";
	word[n++] = resource;
	rc = arguments_parse(n, (char **)(size_t)word, &args);
	if (!rc)
		rc = session_open(&session, &args.chosen);
	if (!rc && args.resource.kind == RESOURCE_LISTING)
		rc = listing_open(&args, session, &source);
	else if (!rc && args.resource.kind == RESOURCE_PATH)
		rc = batch_open(&args, session, &source);
	if (!rc && source) {
		all = read_source(source, filter, all);
		source->close(source);
	}
	session_close(session);
	arguments_free(&args);
	return all;
}

jv
names_answer(const struct place *p, const char *path, const char *filter)
{
	const char *const none[] = { NULL };

	return read_resource(p, none, path, filter);
}

jv
names_entities(const struct place *p, const char *listing, const char *begin)
{
	jv rule = JV_OBJECT(jv_string("property"), jv_string("$identifier"),
			    jv_string("operator"), jv_string("beginsWith"),
			    jv_string("value"), jv_string(begin));
	jv json = jv_dump_string(rule, 0);
	const char *const option[] = { "--limit",
				       "51",
				       "--page-size",
				       "51",
				       "--include",
				       "identifier",
				       *begin ? "--query" : NULL,
				       jv_string_value(json),
				       NULL };
	jv all = read_resource(p, option, listing, ".identifier");

	jv_free(json);
	return all;
}

void
names_profiles(struct candidates *c)
{
	const struct keyring_match secrets = { .kind = KEYRING_SECRET };
	const struct chosen chosen = { .no_prompt = true, .timeout = 2 };
	struct keyring_items found = { 0 };
	struct session *session = NULL;
	struct keyring *k = NULL;
	int i;

	if (!session_open_profile(&session, &chosen, SETTINGS_KEYRING))
		k = session_keyring(session);
	if (k)
		keyring_search(k, &secrets, false, &found);
	for (i = 0; i < found.n; i++) {
		const char *name = found.item[i].profile;

		candidates_add(c, name, strlen(name), NULL);
	}
	keyring_items_free(&found);
	session_close(session);
}
