#include "helper/url/base_url.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "helper/base/buf.h"
#include "helper/base/control.h"

enum { HOST_MAX = 253, URL_MAX = 2048 };

/* Names of one and the same host. */
static const struct {
	const char *alias, *host;
} aliases[] = {
	{ "api.port.io", "api.getport.io" },
	{ "api.us.port.io", "api.us.getport.io" },
};

/* The parts of an authority. */
struct parts {
	bool https;
	char host[HOST_MAX + 3]; /* lower case; IPv6 with its brackets */
	long port;		 /* 0: the scheme's own */
	const char *rest;	 /* after the authority */
};

static bool
base_url_is_name(const char *host)
{
	return *host && *host != '.' && !strstr(host, "..") &&
	       !host[strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-.")];
}

static bool
base_url_is_ipv6(const char *host)
{
	struct in6_addr address;
	char bare[HOST_MAX + 3];
	size_t n = strlen(host);

	if (n < 2 || host[0] != '[' || host[n - 1] != ']')
		return false;
	memcpy(bare, host + 1, n - 2);
	bare[n - 2] = 0;
	return inet_pton(AF_INET6, bare, &address) == 1;
}

/* localhost, 127.N.N.N and [::1] in exactly this spelling. Any other name goes
 * through a resolver, which may lie. */
static bool
base_url_is_local(const char *host)
{
	struct in_addr address;

	return !strcmp(host, "localhost") || !strcmp(host, "[::1]") ||
	       (!strncmp(host, "127.", 4) &&
		inet_pton(AF_INET, host, &address) == 1);
}

bool
base_url_is_portal(const char *host, size_t n)
{
	static const char *const hosts[] = { "app.getport.io",
					     "app.us.getport.io", "app.port.io",
					     "app.us.port.io" };
	size_t i = sizeof hosts / sizeof *hosts;

	while (i-- > 0)
		if (strlen(hosts[i]) == n && !strncasecmp(hosts[i], host, n))
			return true;
	return false;
}

static const char *
base_url_read_port(const char *text, size_t n, struct parts *ret)
{
	long port = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isdigit((unsigned char)text[i]) || i == 5)
			break;
		port = port * 10 + text[i] - '0';
	}
	if (i == 0 || i < n || port < 1 || port > 65535)
		return "its port is not a number from 1 to 65535";
	ret->port = port == (ret->https ? 443 : 80) ? 0 : port;
	return NULL;
}

static const char *
base_url_read_host(const char *text, size_t n, struct parts *ret)
{
	size_t i;

	if (n == 0)
		return "it names no host";
	if (n > HOST_MAX)
		return "its host is too long";
	for (i = 0; i < n; i++)
		ret->host[i] = (char)tolower((unsigned char)text[i]);
	ret->host[n] = 0;
	if (!base_url_is_name(ret->host) && !base_url_is_ipv6(ret->host))
		return "a host is letters, digits, '-' and '.', or [IPv6]";
	if (base_url_is_portal(text, n))
		return "it is the portal's; the API's are eu and us";
	for (i = 0; i < sizeof aliases / sizeof *aliases; i++) {
		if (!strcmp(ret->host, aliases[i].alias))
			snprintf(ret->host, sizeof ret->host, "%s",
				 aliases[i].host);
	}
	return NULL;
}

/* NULL, or why it is not a URL. */
static const char *
base_url_read(const char *url, struct parts *ret)
{
	const char *authority, *colon, *why;
	size_t n, host_n;

	memset(ret, 0, sizeof *ret);
	ret->https = !strncasecmp(url, "https://", 8);
	if (!ret->https && strncasecmp(url, "http://", 7))
		return "it is neither eu, us nor an https:// URL";
	authority = url + (ret->https ? 8 : 7);
	n = strcspn(authority, "/?#");
	ret->rest = authority + n;
	if (memchr(authority, '@', n))
		return "it may not hold user info";

	colon = *authority == '[' ? memchr(authority, ']', n) : authority;
	colon = colon ? memchr(colon, ':', n - (size_t)(colon - authority)) :
			NULL;
	host_n = colon ? (size_t)(colon - authority) : n;
	why = base_url_read_host(authority, host_n, ret);
	if (!why && colon)
		why = base_url_read_port(colon + 1, n - host_n - 1, ret);
	if (!why && !ret->https && !base_url_is_local(ret->host))
		why = "plain http goes only to localhost, 127.N.N.N and [::1]";
	return why;
}

static char *
base_url_join(const struct parts *u)
{
	struct buf url = BUF(URL_MAX);

	buf_addf(&url, "%s://%s", u->https ? "https" : "http", u->host);
	if (u->port)
		buf_addf(&url, ":%ld", u->port);
	buf_adds(&url, "/v1");
	return url.data;
}

char *
base_url_parse(const char *text, const char **ret_why)
{
	struct parts u;
	const char *why;

	if (!strcasecmp(text, "eu"))
		text = BASE_URL_DEFAULT;
	else if (!strcasecmp(text, "us"))
		text = BASE_URL_US;

	why = control_in(text, strlen(text)) ?
		      "it may not hold a control byte" :
		      base_url_read(text, &u);
	if (!why && strchr(u.rest, '?'))
		why = "it may not hold a query";
	if (!why && strchr(u.rest, '#'))
		why = "it may not hold a fragment";
	if (!why && strcmp(u.rest, "") && strcmp(u.rest, "/") &&
	    strcasecmp(u.rest, "/v1") && strcasecmp(u.rest, "/v1/"))
		why = "its path may only be /v1";
	if (why) {
		*ret_why = why;
		return NULL;
	}
	return base_url_join(&u);
}

bool
base_url_is_normal(const char *text)
{
	const char *why;
	char *url = base_url_parse(text, &why);
	bool normal = url && !strcmp(url, text);

	free(url);
	return normal;
}
