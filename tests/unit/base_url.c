/* helper/url/base_url.h: which spellings of a base URL are accepted. */
#include "helper/url/base_url.h"

#include <stdlib.h>

#include "tests/tap.h"

#define EU "https://api.getport.io/v1"
#define US "https://api.us.getport.io/v1"

static const struct {
	const char *text, *want;
} taken[] = {
	{ "eu", EU },
	{ "EU", EU },
	{ "us", US },
	{ "Us", US },
	{ "https://api.getport.io", EU },
	{ "https://api.getport.io/", EU },
	{ "https://api.getport.io/v1", EU },
	{ "https://api.getport.io/v1/", EU },
	{ "https://api.getport.io:443", EU },
	{ "https://api.getport.io:443/v1/", EU },
	{ "HTTPS://API.GetPort.IO/V1", EU },
	{ "https://api.port.io", EU },
	{ "https://API.PORT.IO:443/v1/", EU },
	{ "https://api.us.getport.io/v1", US },
	{ "https://api.us.port.io", US },
	{ "https://api.us.port.io/v1/", US },
	{ "https://ingest.port.io", "https://ingest.port.io/v1" },
	{ "https://api.port.io:8443", "https://api.getport.io:8443/v1" },
	{ "https://port-1.example:1", "https://port-1.example:1/v1" },
	{ "https://port.example:65535", "https://port.example:65535/v1" },
	{ "https://port.example:00443", "https://port.example/v1" },
	{ "https://10.0.0.1", "https://10.0.0.1/v1" },
	{ "https://[2001:DB8::1]", "https://[2001:db8::1]/v1" },
	{ "https://[2001:db8::1]:8443/v1", "https://[2001:db8::1]:8443/v1" },
	{ "https://[::ffff:127.0.0.1]", "https://[::ffff:127.0.0.1]/v1" },
	{ "https://localhost", "https://localhost/v1" },
	{ "http://localhost", "http://localhost/v1" },
	{ "http://LOCALHOST:8080/", "http://localhost:8080/v1" },
	{ "http://localhost:80", "http://localhost/v1" },
	{ "http://localhost:443", "http://localhost:443/v1" },
	{ "https://localhost:80", "https://localhost:80/v1" },
	{ "http://127.0.0.1:5000/v1", "http://127.0.0.1:5000/v1" },
	{ "http://127.255.255.254", "http://127.255.255.254/v1" },
	{ "http://[::1]", "http://[::1]/v1" },
	{ "http://[::1]:5000", "http://[::1]:5000/v1" },
};

#define SCHEME "it is neither eu, us nor an https:// URL"
#define HOST "a host is letters, digits, '-' and '.', or [IPv6]"
#define PORT "its port is not a number from 1 to 65535"
#define LOCAL "plain http goes only to localhost, 127.N.N.N and [::1]"
#define PATH "its path may only be /v1"
#define USER "it may not hold user info"
#define CONTROL "it may not hold a control byte"

static const struct {
	const char *text, *why;
} refused[] = {
	{ "", SCHEME },
	{ "eu ", SCHEME },
	{ "ap", SCHEME },
	{ "api.getport.io", SCHEME },
	{ "//api.getport.io", SCHEME },
	{ "ftp://api.getport.io", SCHEME },
	{ "file:///etc/passwd", SCHEME },
	{ "https:/api.getport.io", SCHEME },
	{ " https://api.getport.io", SCHEME },
	{ "https://", "it names no host" },
	{ "https:///v1", "it names no host" },
	{ "https://:443", "it names no host" },
	{ "https://api getport.io", HOST },
	{ "https://api_getport.io", HOST },
	{ "https://api.getport.io\\@evil.example", USER },
	{ "https://api.getport.io\\.evil.example", HOST },
	{ "https://api.getport.io%2eevil.example", HOST },
	{ "https://b\xc3\xbc" "cher.example", HOST },
	{ "https://.getport.io", HOST },
	{ "https://api..getport.io", HOST },
	{ "https://$PORT_HOST", HOST },
	{ "https://[::1", HOST },
	{ "https://[]", HOST },
	{ "https://[api.getport.io]", HOST },
	{ "https://[::1]x", HOST },
	{ "https://[::1%25eth0]", HOST },
	{ "https://[12345::]", HOST },
	{ "https://::1", "it names no host" },
	{ "https://api.getport.io:", PORT },
	{ "https://api.getport.io:0", PORT },
	{ "https://api.getport.io:65536", PORT },
	{ "https://api.getport.io:100000", PORT },
	{ "https://api.getport.io:4 3", PORT },
	{ "https://api.getport.io:-1", PORT },
	{ "https://api.getport.io:https", PORT },
	{ "https://api.getport.io:443:443", PORT },
	{ "https://user@api.getport.io", USER },
	{ "https://user:pass@api.getport.io", USER },
	{ "https://@api.getport.io", USER },
	{ "https://api.getport.io?x", "it may not hold a query" },
	{ "https://api.getport.io/v1?", "it may not hold a query" },
	{ "https://api.getport.io#x", "it may not hold a fragment" },
	{ "https://api.getport.io/v1#", "it may not hold a fragment" },
	{ "https://api.getport.io/v2", PATH },
	{ "https://api.getport.io/v1/v1", PATH },
	{ "https://api.getport.io//", PATH },
	{ "https://api.getport.io/v1//", PATH },
	{ "https://api.getport.io/v1/blueprints", PATH },
	{ "https://proxy.example/port/v1", PATH },
	{ "https://api.getport.io/\n", CONTROL },
	{ "https://api.getport.io\r\nHost: x", CONTROL },
	{ "https://api\tgetport.io", CONTROL },
	{ "https://api.getport.io\x7f", CONTROL },
	{ "http://api.getport.io", LOCAL },
	{ "http://localhost.", LOCAL },
	{ "http://localhost.evil.example", LOCAL },
	{ "http://127.1", LOCAL },
	{ "http://127.0.0.256", LOCAL },
	{ "http://127.0.0.01", LOCAL },
	{ "http://127.0.0.1.evil.example", LOCAL },
	{ "http://0x7f.0.0.1", LOCAL },
	{ "http://2130706433", LOCAL },
	{ "http://128.0.0.1", LOCAL },
	{ "http://0.0.0.0", LOCAL },
	{ "http://[::ffff:127.0.0.1]", LOCAL },
	{ "http://[0:0:0:0:0:0:0:1]", LOCAL },
	{ "http://[::2]", LOCAL },
};

static void
test_long(void)
{
	char url[4000] = "https://";
	const char *why = NULL;

	memset(url + 8, 'a', 253);
	url[8 + 253] = 0;
	free(base_url_parse(url, &why));
	is_str(why, NULL, "a host of 253 bytes");
	memset(url + 8, 'a', 3000);
	free(base_url_parse(url, &why));
	is_str(why, "its host is too long", "a host of 3,000 bytes");
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof taken / sizeof *taken; i++) {
		const char *why = "";
		char *got = base_url_parse(taken[i].text, &why);
		char *again = got ? base_url_parse(got, &why) : NULL;

		is_str(got, taken[i].want, taken[i].text);
		is_str(again, got, "and that is its own spelling");
		free(again);
		free(got);
	}
	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		const char *why = NULL;
		char *got = base_url_parse(refused[i].text, &why);

		is_str(got, NULL, "refused");
		is_str(why, refused[i].why, "and why");
		free(got);
	}
	test_long();
	return done();
}
