#include "filter/complete/completion.h"

#include <stdlib.h>
#include <string.h>

#include "filter/source/source.h"
#include "helper/base/output.h"
#include "helper/keyring/keyring.h"
#include "helper/session/session.h"

enum {
	PATIENCE = 2,  /* seconds without data */
	NAMES_MAX = 50 /* entities of a blueprint */
};

/* Offers the names in a JSON value, which it consumes; `field` is the member
 * that holds them. The value is invalid if libjq refused its text. */
typedef void names_offer(struct completion *c, jv value, const char *field);

/* Offer the member `field` of an object, or a text itself. */
static void
names_offer_item(struct completion *c, jv item, const char *field)
{
	if (jv_get_kind(item) == JV_KIND_OBJECT)
		item = jv_object_get(item, jv_string(field));
	if (jv_get_kind(item) == JV_KIND_STRING)
		words_offer(c, jv_string_value(item));
	jv_free(item);
}

/* Offer each item of a list. In an answer that is an object an array is the
 * list. */
static void
names_offer_list(struct completion *c, jv answer, const char *field)
{
	if (jv_get_kind(answer) == JV_KIND_OBJECT) {
		jv_object_foreach(answer, key, list) {
			jv_free(key);
			if (jv_get_kind(list) == JV_KIND_ARRAY)
				names_offer_list(c, list, field);
			else
				jv_free(list);
		}
	} else if (jv_get_kind(answer) == JV_KIND_ARRAY) {
		jv_array_foreach(answer, i, item) {
			names_offer_item(c, item, field);
		}
	}
	jv_free(answer);
}

/* Offer each key of an object after `before`, but for those that --include
 * cannot name. */
static void
names_offer_keys(struct completion *c, jv object, const char *before)
{
	if (jv_get_kind(object) == JV_KIND_OBJECT) {
		jv_object_foreach(object, key, value) {
			jv name = jv_string_fmt("%s%s", before,
						jv_string_value(key));

			if (!strchr(jv_string_value(name), ','))
				words_offer(c, jv_string_value(name));
			jv_free(name);
			jv_free(key);
			jv_free(value);
		}
	}
	jv_free(object);
}

/* Offer the fields of a blueprint's entities. */
static void
names_offer_fields(struct completion *c, jv answer, const char *field)
{
	static const char *const properties[] = { "mirrorProperties",
						  "calculationProperties",
						  "aggregationProperties" };
	jv blueprint = jv_get(answer, jv_string(field));
	jv schema = jv_get(jv_copy(blueprint), jv_string("schema"));

	names_offer_keys(c, jv_get(schema, jv_string("properties")),
			 "properties.");
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		names_offer_keys(
			c, jv_get(jv_copy(blueprint), jv_string(properties[i])),
			"properties.");
	names_offer_keys(c, jv_get(blueprint, jv_string("relations")),
			 "relations.");
}

/* Hand each text of the source over, parsed; only the first NAMES_MAX if it was
 * limited. */
static void
names_read(struct completion *c, struct source *source, long limit,
	   names_offer *offer, const char *field)
{
	struct text text;
	long n = 0;

	while (source->next(source, &text) == SOURCE_TEXT) {
		char *copy;

		c->more = ++n == limit;
		if (c->more)
			break;
		copy = output_copy_part(text.bytes, text.n);
		offer(c, jv_parse(copy), field);
		free(copy);
	}
}

/* Read RESOURCE as port-get does with these options. */
static void
names_ask(struct completion *c, const struct reading *reading,
	  const char *resource, names_offer *offer, const char *field)
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
		names_read(c, source, reading->limit, offer, field);
		source->close(source);
	}
	session_close(session);
	resource_free(&args.resource);
	jv_free(args.slicing.named);
}

void
names_list(struct completion *c, const char *path, const char *field)
{
	const struct reading reading = { .parallel = 1 };

	names_ask(c, &reading, path, names_offer_list, field);
}

void
names_fields(struct completion *c, const char *path)
{
	const struct reading reading = { .parallel = 1 };

	names_ask(c, &reading, path, names_offer_fields, "blueprint");
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
	names_ask(c, &reading, listing, names_offer_item, identifier);
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
