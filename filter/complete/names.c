#include "filter/complete/completion.h"

#include <stdlib.h>

#include "filter/jq/program.h"
#include "filter/source/source.h"
#include "helper/base/output.h"
#include "helper/keyring/keyring.h"
#include "helper/session/session.h"

enum {
	PATIENCE = 2,  /* seconds without data */
	NAMES_MAX = 50 /* entities of a blueprint */
};

/* Offer the results of the filter that are texts; only the first NAMES_MAX if
 * the source was limited. */
static void
names_offer_results(struct completion *c, struct source *source, long limit,
		    const char *filter)
{
	jq_state *jq = program_compile(filter, NULL, jv_object(), "FILTER");
	struct text text;
	long n = 0;

	while (jq && source->next(source, &text) == SOURCE_TEXT) {
		char *copy = output_copy_part(text.bytes, text.n);
		jv value = jv_parse(copy);

		free(copy);
		c->more = ++n == limit;
		if (c->more || !jv_is_valid(value)) {
			jv_free(value);
			break;
		}
		jq_start(jq, value, 0);
		while (jv_is_valid(value = jq_next(jq))) {
			if (jv_get_kind(value) == JV_KIND_STRING)
				words_offer(c, jv_string_value(value));
			jv_free(value);
		}
		jv_free(value);
	}
	jq_teardown(&jq);
}

/* Offer the results of `port-get RESOURCE FILTER`, for which `reading` holds
 * the options. */
static void
names_offer_resource(struct completion *c, const struct reading *reading,
		     const char *resource, const char *filter)
{
	struct arguments args = { .chosen = { .profile = c->profile,
					      .api_url = c->api_url,
					      .no_prompt = true,
					      .timeout = PATIENCE },
				  .reading = *reading,
				  .slicing.named = jv_object() };
	struct session *session = NULL;
	struct source *source = NULL;
	int rc = resource_parse(resource, &args.resource);

	if (!rc)
		rc = session_open(&session, &args.chosen, VARS_ALL);
	if (!rc && args.resource.kind == RESOURCE_LISTING)
		rc = listing_open(&args, session, &source);
	else if (!rc)
		rc = batch_open(&args, session, &source);
	if (!rc) {
		names_offer_results(c, source, reading->limit, filter);
		source->close(source);
	}
	session_close(session);
	resource_free(&args.resource);
	jv_free(args.slicing.named);
}

void
names_answer(struct completion *c, const char *path, const char *filter)
{
	const struct reading reading = { .parallel = 1 };

	names_offer_resource(c, &reading, path, filter);
}

void
names_entities(struct completion *c, const char *listing, const char *begin)
{
	static char identifier[] = "identifier", *include[] = { identifier };
	jv rule = JV_OBJECT(jv_string("property"), jv_string("$identifier"),
			    jv_string("operator"), jv_string("beginsWith"),
			    jv_string("value"), jv_string(begin));
	jv json = jv_dump_string(rule, 0);
	struct reading reading = { .limit = NAMES_MAX + 1,
				   .include = { include, 1 } };

	if (*begin)
		reading.search = output_copy(jv_string_value(json));
	names_offer_resource(c, &reading, listing, ".identifier");
	free(reading.search);
	jv_free(json);
}

void
names_profiles(struct completion *c)
{
	const struct keyring_match secrets = { .kind = KEYRING_SECRET };
	const struct chosen chosen = { .no_prompt = true, .timeout = PATIENCE };
	struct keyring_items found = { 0 };
	struct session *session = NULL;

	if (!session_open(&session, &chosen, VARS_KEYRING))
		keyring_search(session_keyring(session), &secrets, false,
			       &found);
	for (int i = 0; i < found.n; i++)
		candidates_add(c, found.item[i].profile, NULL);
	keyring_items_free(&found);
	session_close(session);
}
