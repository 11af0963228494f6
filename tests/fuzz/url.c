/* helper/url: base URL, RESOURCE, NAME and VALUE, a line each. The request goes
 * to a URL below the base, on its host. */
#include "helper/url/base_url.h"
#include "helper/base/buf.h"
#include "helper/url/resource.h"

#include <curl/curl.h>

#include "tests/fuzz/fuzz.h"

static const char legal[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	"-._~:/?@!$&()*+,;=%[]'";

/* Scheme, host and port of a URL, and its path, as libcurl reads them. */
static bool
understood(const char *url, char **ret_where, char **ret_path)
{
	CURLU *u = curl_url();
	char *scheme = NULL, *host = NULL, *port = NULL, *path = NULL;
	char *user = NULL, *fragment = NULL;
	bool good;

	MUST(u);
	good = !curl_url_set(u, CURLUPART_URL, url, CURLU_PATH_AS_IS) &&
	       !curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) &&
	       !curl_url_get(u, CURLUPART_HOST, &host, 0) &&
	       !curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) &&
	       !curl_url_get(u, CURLUPART_PATH, &path, 0);
	MUST(curl_url_get(u, CURLUPART_USER, &user, 0));
	MUST(curl_url_get(u, CURLUPART_FRAGMENT, &fragment, 0));
	if (good) {
		MUST(asprintf(ret_where, "%s://%s:%s", scheme, host, port) > 0);
		*ret_path = strdup(path);
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_free(path);
	curl_url_cleanup(u);
	return good;
}

static void
same_place(const char *base, const char *url)
{
	char *where = NULL, *there = NULL, *path = NULL, *base_path = NULL;

	/* libcurl sends no request to a URL that it refuses. */
	if (understood(base, &where, &base_path) &&
	    understood(url, &there, &path)) {
		MUST(!strcmp(where, there));
		MUST(!strcmp(base_path, "/v1") && !strncmp(path, "/v1/", 4));
	}
	free(where);
	free(there);
	free(path);
	free(base_path);
}

static void
no_dots(const char *url)
{
	char *copy = strdup(url), *at, *segment;

	copy[strcspn(copy, "?")] = '\0';
	for (at = strstr(copy, "//") + 2; (segment = strsep(&at, "/"));)
		MUST(strcmp(segment, ".") && strcmp(segment, "..") &&
		     strcasecmp(segment, "%2e") &&
		     strcasecmp(segment, "%2e%2e") &&
		     strcasecmp(segment, ".%2e") &&
		     strcasecmp(segment, "%2e."));
	free(copy);
}

static void
check(struct resource *r, const char *base, const char *name, const char *value)
{
	struct buf url = BUF(1 << 22);
	size_t n = strlen(base);

	MUST(r->path);
	MUST(resource_param(r, name, value) == 0);
	if (resource_url(r, base, &url) == 0) {
		MUST(!strncmp(url.data, base, n) && url.data[n] == '/');
		MUST(strspn(url.data, legal) == url.len);
		no_dots(url.data);
		same_place(base, url.data);
	} else {
		MUST(r->base);
	}
	buf_free(&url);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *given = fuzz_take(&data, &n, '\n');
	char *text = fuzz_take(&data, &n, '\n');
	char *name = fuzz_take(&data, &n, '\n');
	char *value = fuzz_take(&data, &n, '\n');
	const char *why = NULL;
	char *base = base_url_parse(given, &why), *again;
	struct resource r;

	MUST(base ? !why : why != NULL);
	if (base) {
		again = base_url_parse(base, &why);
		MUST(again && !strcmp(base, again));
		free(again);
		MUST(!strncmp(base, "https://", 8) ||
		     !strncmp(base, "http://localhost", 16) ||
		     !strncmp(base, "http://127.", 11) ||
		     !strncmp(base, "http://[::1]", 12));
		MUST(strspn(base, legal) == strlen(base) && !strchr(base, '\''));
	}
	if (resource_parse(text, &r) == 0 && r.kind >= RESOURCE_ENTITY)
		check(&r, base ? base : BASE_URL_DEFAULT, name, value);
	resource_free(&r);
	free(base);
	free(given);
	free(text);
	free(name);
	free(value);
	return 0;
}
