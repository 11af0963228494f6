/* helper/url/resource.h: each form of RESOURCE, each refusal, and the URL. */
#include "helper/url/resource.h"

#include <stdlib.h>

#include "helper/base/exits.h"
#include "tests/unit/told.h"

#define BASE "https://api.getport.io/v1"

enum { STDIN = RESOURCE_STDIN, NAMES = RESOURCE_NAMES,
       ENTITY = RESOURCE_ENTITY, LISTING = RESOURCE_LISTING,
       PATH = RESOURCE_PATH };

static const struct {
	const char *text;
	int kind;
	const char *blueprint, *path, *query;
} taken[] = {
	{ "service:checkout", ENTITY, "service",
	  "blueprints/service/entities/checkout", NULL },
	{ "service:", LISTING, "service", "blueprints/service/entities",
	  NULL },
	{ "service:?a=b", LISTING, "service", "blueprints/service/entities",
	  "a=b" },
	{ "service:?", LISTING, "service", "blueprints/service/entities",
	  NULL },
	{ "service:a?b=c&d", ENTITY, "service",
	  "blueprints/service/entities/a", "b=c&d" },
	{ "service:a?b?c:/d", ENTITY, "service",
	  "blueprints/service/entities/a", "b?c:/d" },
	{ "service:a:b/c=d@e+f\\g", ENTITY, "service",
	  "blueprints/service/entities/a%3Ab%2Fc%3Dd%40e%2Bf%5Cg", NULL },
	{ "service:/", ENTITY, "service",
	  "blueprints/service/entities/%2F", NULL },
	{ "service::", ENTITY, "service",
	  "blueprints/service/entities/%3A", NULL },
	{ "service:-._~Az09", ENTITY, "service",
	  "blueprints/service/entities/-._~Az09", NULL },
	{ "service:...", ENTITY, "service",
	  "blueprints/service/entities/...", NULL },
	{ "service:../x", ENTITY, "service",
	  "blueprints/service/entities/..%2Fx", NULL },
	{ "service:a b#c\"<>|{}^`[]!$&'()*,;", ENTITY, "service",
	  "blueprints/service/entities/a%20b%23c%22%3C%3E%7C%7B%7D%5E%60%5B"
	  "%5D%21%24%26%27%28%29%2A%2C%3B", NULL },
	{ "a%3ab:x", ENTITY, "a%3Ab", "blueprints/a%3Ab/entities/x", NULL },
	{ "a%2fb%25:%78%C3%a9", ENTITY, "a%2Fb%25",
	  "blueprints/a%2Fb%25/entities/x%C3%A9", NULL },
	{ "a%3Fb:c%3fd", ENTITY, "a%3Fb", "blueprints/a%3Fb/entities/c%3Fd",
	  NULL },
	{ "a%00:%0a", ENTITY, "a%00", "blueprints/a%00/entities/%0A", NULL },
	{ "d\xc3\xa9p\xc3\xb4t:\xe6\x9c\x8d\xe5\x8b\x99", ENTITY,
	  "d%C3%A9p%C3%B4t",
	  "blueprints/d%C3%A9p%C3%B4t/entities/%E6%9C%8D%E5%8B%99", NULL },
	{ "\xff:\xfe", ENTITY, "%FF", "blueprints/%FF/entities/%FE", NULL },
	{ "_user:a@b.example", ENTITY, "_user",
	  "blueprints/_user/entities/a%40b.example", NULL },
	{ "a\\b:", LISTING, "a%5Cb", "blueprints/a%5Cb/entities", NULL },
	{ "service", PATH, NULL, "service", NULL },
	{ "blueprints", PATH, NULL, "blueprints", NULL },
	{ "/blueprints", PATH, NULL, "blueprints", NULL },
	{ "/v1/blueprints", PATH, NULL, "blueprints", NULL },
	{ "v1/blueprints", PATH, NULL, "blueprints", NULL },
	{ "/v1/v1/x", PATH, NULL, "v1/x", NULL },
	{ "v10/x", PATH, NULL, "v10/x", NULL },
	{ "blueprints/", PATH, NULL, "blueprints/", NULL },
	{ "actions/runs/r_123?version=v2", PATH, NULL, "actions/runs/r_123",
	  "version=v2" },
	{ "blueprints?x=a:b", PATH, NULL, "blueprints", "x=a:b" },
	{ "a/b:c", PATH, NULL, "a/b:c", NULL },
	{ "/service:x", PATH, NULL, "service:x", NULL },
	{ "users/a@b.example", PATH, NULL, "users/a@b.example", NULL },
	{ "a/%2f%C3%a9+b", PATH, NULL, "a/%2f%C3%a9+b", NULL },
	{ "a/...", PATH, NULL, "a/...", NULL },
	{ "teams/a b\"<>\\^`{|}[]", PATH, NULL,
	  "teams/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D", NULL },
	{ "x/!$&'()*+,;=:@-._~", PATH, NULL, "x/!$&'()*+,;=:@-._~", NULL },
	{ "x?\xc3\xa9 a=[]&b=%20+c/?", PATH, NULL, "x",
	  "%C3%A9%20a=%5B%5D&b=%20+c/?" },
	{ "https://api.getport.io/v1/blueprints/x?y=z", PATH, NULL,
	  "blueprints/x", "y=z" },
	{ "HTTPS://API.PORT.IO:443/v1/a:b", PATH, NULL, "a:b", NULL },
	{ "-", STDIN, NULL, NULL, NULL },
	{ "@-", NAMES, NULL, NULL, NULL },
	{ "@names.txt", NAMES, NULL, NULL, NULL },
	{ "@a:b", NAMES, NULL, NULL, NULL },
	{ "--", PATH, NULL, "--", NULL },
};

#define DOTS "a path may not hold '.' or '..'"
#define PERCENT "'%' is not followed by two hex digits"
#define ROUTE "names no route below /v1/"
#define CONTROL "it may not hold a control byte"
#define ID "'.' and '..' are not identifiers"

static const struct {
	const char *text, *why;
} refused[] = {
	{ "", "RESOURCE is empty" },
	{ "@", "@: no file's name follows" },
	{ ":", "no blueprint" },
	{ ":x", "no blueprint" },
	{ ":?x", "no blueprint" },
	{ ".:x", ID },
	{ "..:", ID },
	{ "service:.", ID },
	{ "service:..", ID },
	{ "service:%2e", ID },
	{ "service:.%2E", ID },
	{ "%2e%2e:x", ID },
	{ "service:a%", PERCENT },
	{ "service:a%2", PERCENT },
	{ "service:a%2g", PERCENT },
	{ "service:a%?2g", PERCENT },
	{ "100%:x", PERCENT },
	{ "service:a\nb", CONTROL },
	{ "service:a\x7f", CONTROL },
	{ "service:a?b=\t", CONTROL },
	{ "service:a?b=%", PERCENT },
	{ "service:a?b#c", "'#'" },
	{ "/", ROUTE },
	{ "/v1/", ROUTE },
	{ "v1/", ROUTE },
	{ "?a=b", ROUTE },
	{ "a\rb", CONTROL },
	{ "blueprints#x", "'#'" },
	{ "blueprints?a#x", "'#'" },
	{ "a%zz/b", PERCENT },
	{ ".", DOTS },
	{ "..", DOTS },
	{ "../x", DOTS },
	{ "a/./b", DOTS },
	{ "a/../b", DOTS },
	{ "a/..", DOTS },
	{ "a/%2e%2E/b", DOTS },
	{ "a/.%2e?x", DOTS },
	{ "//evil.example/x", "a part of its path is empty" },
	{ "a//b", "a part of its path is empty" },
	{ "https://api.getport.io", ROUTE },
	{ "https://api.getport.io/v1", ROUTE },
	{ "https://api.getport.io/v1/", ROUTE },
	{ "https://api.getport.io/blueprints", ROUTE },
	{ "https://api.getport.io/v1/../x", DOTS },
	{ "https://api.getport.io/v1/x#y", "'#'" },
	{ "https://api.getport.io#/v1/x", ROUTE },
	{ "http://api.getport.io/v1/x", "plain http" },
	{ "https://user:hush@api.getport.io/v1/x", "the URL: it may not hold "
						   "user info" },
	{ "https://api.get port.io/v1/x", "a host is" },
};

static int
parse(const void *text)
{
	struct resource r;
	int rc = resource_parse(text, &r);

	resource_free(&r);
	return rc;
}

static int
other_host(const void *base)
{
	struct buf url = BUF(1000);
	struct resource r;
	int rc = resource_parse("https://api.getport.io/v1/a%2fb", &r);

	if (!rc)
		rc = resource_url(&r, base, &url);
	buf_free(&url);
	resource_free(&r);
	return rc;
}

static void
is_url_of(const char *text, const char *base, const char *want)
{
	struct buf url = BUF(1000);
	struct resource r;

	resource_parse(text, &r);
	is_int(resource_url(&r, base, &url), 0, text);
	is_str(buf_text(&url), want, "its URL");
	buf_free(&url);
	resource_free(&r);
}

static void
test_url(void)
{
	struct told t;

	is_url_of("service:a/b", BASE,
		  BASE "/blueprints/service/entities/a%2Fb");
	is_url_of("ciJob:?upsert=true&merge=true", BASE,
		  BASE "/blueprints/ciJob/entities?upsert=true&merge=true");
	is_url_of("https://api.port.io/v1/x?y", BASE, BASE "/x?y");
	is_url_of("http://127.0.0.1:9/v1/x", "http://127.0.0.1:9/v1",
		  "http://127.0.0.1:9/v1/x");
	t = tell(other_host, "https://api.us.getport.io/v1");
	is_told(&t, EX_BAD_USAGE,
		TEXTS("another host than https://api.us.getport.io/v1",
		      "hint: name only the route, 'a%2fb'; another Port is "
		      "--api-url URL or -p NAME"),
		"a full URL of another host");
}

/* URLs below the base, and others. */
static const struct {
	const char *base, *url, *want; /* NULL: another host */
} hosts[] = {
	{ BASE, "https://api.getport.io/v1/blueprints", BASE "/blueprints" },
	{ BASE, "HTTPS://API.PORT.IO:443/v1/x?a=/b", BASE "/x?a=/b" },
	{ BASE, "https://api.us.getport.io/v1/x", NULL },
	{ BASE, "https://api.getport.io:8443/v1/x", NULL },
	{ BASE, "https://api.getport.io.evil.example/v1/x", NULL },
	{ BASE, "https://evil.example/v1/api.getport.io/v1/x", NULL },
	{ "http://localhost:80/v1", "http://localhost/v1/x", NULL },
	{ "http://localhost/v1", "http://localhost:80/v1/x",
	  "http://localhost/v1/x" },
	{ "http://localhost:1/v1", "http://localhost:1/v1/x",
	  "http://localhost:1/v1/x" },
	{ "http://localhost:1/v1", "http://127.0.0.1:1/v1/x", NULL },
	{ "http://localhost:1/v1", "https://localhost:1/v1/x", NULL },
};

static int
ask_host(const void *row)
{
	const char *const *r = row;
	struct buf url = BUF(1000);
	struct resource resource;
	int rc = resource_parse(r[1], &resource);

	if (!rc)
		rc = resource_url(&resource, r[0], &url);
	if (!rc && strcmp(buf_text(&url), r[2]))
		rc = EX_INTERNAL;
	buf_free(&url);
	resource_free(&resource);
	return rc;
}

static void
test_hosts(void)
{
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		const char *row[] = { hosts[i].base, hosts[i].url,
				      hosts[i].want };

		is_int(tell(ask_host, row).status,
		       hosts[i].want ? 0 : EX_BAD_USAGE, hosts[i].url);
	}
}

static void
test_param(void)
{
	struct resource r;

	resource_parse("service:", &r);
	resource_param(&r, "include", "properties.owner");
	is_str(r.query, "include=properties.owner", "a first parameter");
	resource_param(&r, "a b&", "c=d+e%20/\xc3\xa9\n");
	is_str(r.query,
	       "include=properties.owner&a%20b%26=c%3Dd%2Be%2520%2F%C3%A9%0A",
	       "a second one, encoded");
	resource_param(&r, "x", "");
	is_str(r.query + strlen(r.query) - 3, "&x=", "an empty one");
	resource_free(&r);
	resource_parse("a?b", &r);
	resource_param(&r, "c", "d");
	is_str(r.query, "b&c=d", "after the parameters that were typed");
	resource_free(&r);
}

static void
test_long(void)
{
	enum { POINTS = 1000 };
	char text[4 * POINTS + 3] = "b:";
	struct resource r;
	int i;

	for (i = 0; i < POINTS; i++)
		memcpy(text + 2 + i * 4, "\xf0\x90\x8c\xb0", 5);
	is_int(resource_parse(text, &r), 0, "1,000 letters of four bytes");
	is_int((long long)strlen(r.path), 22 + 12 * POINTS, "encoded");
	resource_free(&r);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof taken / sizeof *taken; i++) {
		struct resource r;

		is_int(resource_parse(taken[i].text, &r), 0, "taken");
		is_int(r.kind, taken[i].kind, taken[i].text);
		is_str(r.blueprint, taken[i].blueprint, "blueprint");
		is_str(r.path, taken[i].path, "path");
		is_str(r.query, taken[i].query, "query");
		is_str(r.text, taken[i].text, "text");
		ok(!r.base == !strstr(r.text, "://"), "a URL has a base");
		is_str(r.file, r.kind == RESOURCE_NAMES ? r.text + 1 : NULL,
		       "file");
		resource_free(&r);
	}
	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct told t = tell(parse, refused[i].text);

		is_told(&t, EX_BAD_USAGE, TEXTS(refused[i].why),
			"refused, and why");
		ok(!strstr(t.text, "hush"), "no password is shown");
	}
	test_url();
	test_hosts();
	test_param();
	test_long();
	return done();
}
