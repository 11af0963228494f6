/* What libcurl is told about a try: transfer_set_options. */
#include "helper/http/transfer.h"

#include <string.h>

#include "helper/http/ca.h"

static bool
transfer_is_plain(const struct transfer *t)
{
	return strncmp(t->url, "http://", 7) == 0;
}

/* Allow https; allow http only if the URL says so, which a base URL can only
 * for localhost, and then without a proxy. */
static CURLcode
transfer_set_scheme(const struct transfer *t)
{
	const struct libcurl *c = t->curl;
	bool plain = transfer_is_plain(t);
	CURLcode rc = c->easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR,
				     plain ? "http" : "https");

	if (rc == CURLE_UNKNOWN_OPTION) /* before 7.85 */
		rc = c->easy_setopt(
			t->easy, CURLOPT_PROTOCOLS,
			(long)(plain ? CURLPROTO_HTTP : CURLPROTO_HTTPS));
	if (!rc && plain)
		rc = c->easy_setopt(t->easy, CURLOPT_PROXY, "");
	return rc;
}

static void
transfer_set_numbers(const struct transfer *t)
{
	const struct {
		CURLoption option;
		long value;
	} all[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_FOLLOWLOCATION, 0 },
		{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
		{ CURLOPT_PATH_AS_IS, 1 },
		{ CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
		{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
		{ CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS },
		/* Only with TLS is it known early whether streams can share a
		 * connection. */
		{ CURLOPT_PIPEWAIT, t->patient && !transfer_is_plain(t) },
		{ CURLOPT_TCP_KEEPALIVE, 1 },
		{ CURLOPT_FRESH_CONNECT, t->fresh },
		{ CURLOPT_CONNECTTIMEOUT, t->timeout },
		/* Several transfers at once each have a buffer. */
		{ CURLOPT_BUFFERSIZE, 64 * 1024 },
		/* Do not wait at the end for a resolver that does not answer
		 * (7.87). */
		{ CURLOPT_QUICK_EXIT, 1 },
	};

	/* These fail only in an old library that lacks one. */
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		t->curl->easy_setopt(t->easy, all[i].option, all[i].value);
	t->curl->easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE,
			     (curl_off_t)t->reply->body.max);
}

/* A decoder's window keeps what it decoded, so ask for a secret answer, which
 * is small, without compression. */
static CURLcode
transfer_set_encoding(const struct transfer *t)
{
	const curl_version_info_data *built =
		t->curl->version_info(CURLVERSION_NOW);

	if (t->secrets.minting || !(built->features & CURL_VERSION_LIBZ))
		return CURLE_OK;
	return t->curl->easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "gzip");
}

bool
transfer_set_options(struct transfer *t)
{
	transfer_set_numbers(t);
	t->curl->easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	t->curl->easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->try.error);
	/* Makes it a POST. Not copied: the body may hold a secret, and ours is
	 * wiped. */
	if (t->post)
		t->curl->easy_setopt(t->easy, CURLOPT_POSTFIELDS,
				     buf_text(&t->body));
	return !t->curl->easy_setopt(t->easy, CURLOPT_URL, t->url) &&
	       !transfer_set_encoding(t) && !transfer_set_scheme(t) &&
	       !ca_set(t->curl, t->easy);
}
