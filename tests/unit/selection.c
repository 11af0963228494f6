/* filter/source/selection.h: the request of a listing (rules, fields, limits,
 * cursors), and what is refused. */
#include "filter/source/selection.h"

#include <stdlib.h>

#include "helper/base/exits.h"
#include "tests/unit/told.h"

static struct arguments q;

static void
forget(void)
{
	resource_free(&q.resource);
	strings_free(&q.reading.include);
	strings_free(&q.reading.exclude);
	strings_free(&q.reading.param);
	free(q.reading.search);
	memset(&q.reading, 0, sizeof(q.reading));
}

/* The command line, set for each case. */
static void
ask(const char *text)
{
	forget();
	if (resource_parse(text, &q.resource))
		ok(false, "%s is a RESOURCE", text);
}

static void
rules(const char *text)
{
	free(q.reading.search);
	q.reading.search = strdup(text);
}

static void
words(struct strings *to, const char *const *word)
{
	for (; *word; word++)
		strings_add(to, *word, strlen(*word));
}

/* The URL below its base, and the body, on one line. */
static void
sends(const char *cursor, const char *want, const char *name)
{
	struct selection s;
	struct resource r = { 0 };
	struct buf url = BUF(1 << 16);
	char *body = NULL;

	if (selection_open(&s, &q) == 0 &&
	    selection_resource(&s, "", q.resource.text, &r) == 0 &&
	    resource_url(&r, "", &url) == 0) {
		body = selection_body(&s, &r, cursor);
		buf_addf(&url, " %s", body ? body : "GET");
	}
	is_str(buf_text(&url), want, name);
	free(body);
	buf_free(&url);
	resource_free(&r);
	selection_free(&s);
}

static int
try(const void *unused)
{
	struct selection s;
	struct resource r = { 0 };
	bool listing = q.resource.kind == RESOURCE_LISTING;
	int rc = selection_open(&s, &q);

	(void)unused;
	if (rc == 0)
		rc = reading_check(&q);
	if (rc == 0)
		rc = selection_resource(&s, listing ? "" : "list:3: ",
					q.resource.text, &r);
	resource_free(&r);
	selection_free(&s);
	forget();
	jv_free(q.slicing.named);
	return rc;
}

static void
refuses(const char *said, const char *name)
{
	struct told t = tell(try, NULL);

	is_told(&t, EX_BAD_USAGE, TEXTS(said), name);
}

#define LISTING "/blueprints/service/entities/search"

static void
test_listings(void)
{
	ask("service:");
	sends(NULL, LISTING " {\"limit\":1000}", "a listing");
	sends("c\"\n", LISTING " {\"limit\":1000,\"from\":\"c\\\"\\n\"}",
	      "a page with a cursor");
	q.reading.page_size = 200;
	sends(NULL, LISTING " {\"limit\":200}", "--page-size");
	q.reading.limit = 300;
	sends(NULL, LISTING " {\"limit\":200}", "--limit above a page");
	q.reading.limit = 3;
	sends(NULL, LISTING " {\"limit\":3}", "--limit below a page");
	ask("a%3Ab:?exclude_calculated_properties=true");
	words(&q.reading.param,
	      (const char *[]){ "attach_title_to_relation=a=b&c", NULL });
	sends(NULL, "/blueprints/a%3Ab/entities/search?"
		    "exclude_calculated_properties=true&"
		    "attach_title_to_relation=a%3Db%26c {\"limit\":1000}",
	      "parameters");
}

static const struct {
	const char *given, *query;
} table[] = {
	{ "{\"combinator\":\"or\",\"rules\":[1]}",
	  "{\"combinator\":\"or\",\"rules\":[1]}" },
	{ "{property: \"owner\", operator: \"isEmpty\"}",
	  "{\"combinator\":\"and\",\"rules\":[{\"property\":\"owner\","
	  "\"operator\":\"isEmpty\"}]}" },
	{ "[{property: $x}, 2]", "{\"combinator\":\"and\",\"rules\":["
				 "{\"property\":\"v\"},2]}" },
	{ "[]", "{\"combinator\":\"and\",\"rules\":[]}" },
	{ "{combinator: null}", "{\"combinator\":null}" },
};

static void
test_rules(void)
{
	struct buf want = BUF(4096);

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		ask("service:");
		rules(table[i].given);
		buf_clear(&want);
		buf_addf(&want, "%s {\"query\":%s,\"limit\":1000}", LISTING,
			 table[i].query);
		sends(NULL, want.data, table[i].given);
	}
	buf_free(&want);
	ask("service:");
	rules("\"text\"");
	refuses("--query: rules must be an object or an array", "a string");
	rules("null");
	refuses("--query: rules must be", "null");
	rules("1, 2");
	refuses("--query", "two results");
	rules("empty");
	refuses("--query", "no result");
	rules("{");
	refuses("--query", "a query that does not compile");
}

static void
test_fields(void)
{
	const char *fields[] = {
		"identifier", "title", "team", "icon", "blueprint",
		"createdAt", "createdBy", "updatedAt", "updatedBy",
		"properties.owner", "relations.image", NULL
	};
	const char *out[] = { "properties.a b&c", "relations.r", NULL };

	ask("service:");
	words(&q.reading.include, fields);
	words(&q.reading.exclude, out);
	sends(NULL, LISTING " {\"include\":[\"$identifier\",\"$title\","
	      "\"$team\",\"$icon\",\"$blueprint\",\"$createdAt\","
	      "\"$createdBy\",\"$updatedAt\",\"$updatedBy\",\"owner\","
	      "\"image\"],\"exclude\":[\"a b&c\",\"r\"],"
	      "\"limit\":1000}", "fields of a listing are translated");
	fields[2] = NULL;
	ask("service:x");
	words(&q.reading.include, fields);
	words(&q.reading.exclude, out);
	sends(NULL, "/blueprints/service/entities/x?include=identifier&"
	      "include=title&exclude=properties.a%20b%26c&"
	      "exclude=relations.r GET", "those of an entity are repeated");
	ask("blueprints/service/entities?a");
	words(&q.reading.include, fields);
	sends(NULL, "/blueprints/service/entities?a&include=identifier&"
	      "include=title GET", "and those of a PATH");
}

static void
test_posts(void)
{
	static const char *const posts[] = {
		"entities/search", "entities/aggregate",
		"entities/aggregate-over-time", "entities/properties-history",
		"/v1/entities/search", "/entities/search?x=1", NULL
	};
	static const char *const others[] = {
		"blueprints", "entities", "entities/searches",
		"x/entities/search", "service:x", NULL
	};
	struct buf want = BUF(4096);

	for (int i = 0; posts[i]; i++) {
		const char *path = posts[i] + (posts[i][0] == '/') +
				   3 * !strncmp(posts[i], "/v1/", 4);

		ask(posts[i]);
		refuses("needs --query", posts[i]);
		rules("{func: $x, rules: []}");
		buf_clear(&want);
		buf_addf(&want, "/%s {\"func\":\"v\",\"rules\":[]}", path);
		sends(NULL, want.data, posts[i]);
	}
	buf_free(&want);
	for (int i = 0; others[i]; i++) {
		ask(others[i]);
		rules("{}");
		refuses("--query is for", others[i]);
	}
}

static void
test_refusals(void)
{
	static const char *const others[] = {
		"service:x", "blueprints", "@file", "-", NULL
	};
	static const char *const no_param[] = { "x", "=x", "", NULL };

	for (int i = 0; others[i]; i++) {
		ask(others[i]);
		q.reading.limit = 1;
		refuses("--limit: only for a listing", others[i]);
		ask(others[i]);
		q.reading.page_size = 1;
		refuses("--page-size: only for a listing", others[i]);
		ask(others[i]);
		q.reading.cursor = "x";
		refuses("hint: a parameter of the route itself is --param",
			others[i]);
	}
	ask("-");
	rules("{}");
	refuses("--query: not with '-', which does not ask Port", "--query beside -");
	ask("-");
	words(&q.reading.include, (const char *[]){ "x", NULL });
	refuses("--include: not with '-'", "--include beside -");
	ask("-");
	words(&q.reading.exclude, (const char *[]){ "x", NULL });
	refuses("--exclude: not with '-'", "--exclude beside -");
	ask("-");
	words(&q.reading.param, (const char *[]){ "x=y", NULL });
	refuses("--param: not with '-'", "--param beside -");
	for (int i = 0; no_param[i]; i++) {
		ask("blueprints");
		words(&q.reading.param,
		      (const char *[]){ no_param[i], NULL });
		refuses("expected NAME=VALUE", no_param[i]);
	}
}

static void
test_depth(void)
{
	ask("service:");
	rules("reduce range(11000) as $i (0; {a: .})");
	refuses("--query: its result is too deep", "a query that is too deep");
}

static void
field(const char *resource, bool exclude, const char *name, const char *said)
{
	ask(resource);
	words(exclude ? &q.reading.exclude : &q.reading.include,
	      (const char *[]){ "title", name, NULL });
	refuses(said, name);
}

static void
test_names(void)
{
	static const char *const both[] = { "service:", "service:x" };

	for (size_t i = 0; i < 2; i++) {
		field(both[i], false, "tier",
		      "--include tier: entities have no such field\n"
		      "hint: --include properties.tier\n");
		field(both[i], true, "tier",
		      "--exclude tier: entities have no such field\n"
		      "hint: --exclude properties.tier\n");
		field(both[i], false, "$title", "hint: --include title\n");
		field(both[i], false, ".team", "hint: --include team\n");
		field(both[i], false, "my tier",
		      "separate names with commas, without blanks");
		field(both[i], false, "properties.", "no such field");
		field(both[i], false, "\xff", "--include: it is not UTF-8");
	}
	field("service:", false, "properties",
	      "--include properties: a listing takes no whole group of fields\n"
	      "hint: name each one: --include properties.NAME\n");
	field("service:", true, "relations", "--exclude relations.NAME\n");
	field("service:", false, "scorecards", "no whole group");
	ask("service:x");
	words(&q.reading.include, (const char *[]){ "properties", "relations",
						    "scorecards", NULL });
	sends(NULL, "/blueprints/service/entities/x?include=properties&"
		    "include=relations&include=scorecards GET",
	      "one entity has whole groups");
	ask("audit-log");
	words(&q.reading.include, (const char *[]){ "action", NULL });
	sends(NULL, "/audit-log?include=action GET",
	      "other routes have fields of their own");
}

static void
parameter(const char *resource, const char *name, const char *hint)
{
	struct buf said = BUF(4096);

	ask(resource);
	buf_addf(&said, ": a listing has no parameter '%s'\n"
			"hint: port-get s:%s%s\n", name, *hint ? " " : "", hint);
	refuses(buf_text(&said), resource);
	buf_free(&said);
}

static void
test_parameters(void)
{
	parameter("s:?tier=gold", "tier",
		  "--query '{property: \"tier\", operator: \"=\", "
		  "value: \"gold\"}'");
	parameter("s:?exclude_calculated_properties=true&n=3", "n",
		  "--query '{property: \"n\", operator: \"=\", value: 3}'");
	parameter("s:?on=true", "on",
		  "--query '{property: \"on\", operator: \"=\", value: true}'");
	parameter("s:?v=1.10", "v",
		  "--query '{property: \"v\", operator: \"=\", value: 1.10}'");
	parameter("s:?team=a%20b", "team",
		  "--query '{property: \"$team\", operator: \"=\", "
		  "value: \"a b\"}'");
	parameter("s:?properties.x=o'b\"", "properties.x",
		  "--query '{property: \"x\", operator: \"=\", "
		  "value: \"o'\\''b'\\\\'\"\"}'");
	parameter("s:?limit=3", "limit", "--limit 3");
	parameter("s:?per_page=50&page=2", "per_page", "--page-size 50");
	parameter("s:?from=a%3D", "from", "--cursor 'a='");
	parameter("s:?include=title", "include", "--include title");
	parameter("s:?sort=title", "sort", "-s 'sort_by(.title)'");
	parameter("s:?page=2", "page", "");
	ask("s:");
	words(&q.reading.param, (const char *[]){ "tier=gold", NULL });
	refuses("s:: a listing has no parameter 'tier'\nhint: port-get s: "
		"--query", "--param");
}

int
main(void)
{
	q.slicing.named = jv_object_set(jv_object(), jv_string("x"),
					jv_string("v"));
	test_listings();
	test_rules();
	test_fields();
	test_posts();
	test_names();
	test_parameters();
	test_refusals();
	test_depth();
	forget();
	jv_free(q.slicing.named);
	return done();
}
