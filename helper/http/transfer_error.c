/* Explains why a try failed: transfer_explain. */
#include "helper/http/transfer.h"

#include <stdio.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/http/ca.h"

/* Write the reason: `before`, the host, `after`. */
static void
transfer_explain_as(struct transfer *t, const char *before, const char *after,
		    const char *detail)
{
	const char *host = strstr(t->url, "://");
	char all[512];
	int n;

	host = host ? host + 3 : t->url;
	n = snprintf(all, sizeof all, "%s%.*s%s%s", before,
		     (int)strcspn(host, "/?#"), host, after, detail);
	if (n >= (int)sizeof all)
		n = (int)sizeof all - 1;
	n = n < 0 ? 0 : n;
	secrets_hide(&t->secrets, all, (size_t)n);
	msg_clean(t->reply->why, all, (size_t)n);
}

/* Explain a failure that one of our callbacks found. */
static void
transfer_explain_ours(struct transfer *t)
{
	char detail[64];

	t->reply->failure = t->try.failure;
	if (t->try.failure == HTTP_TOO_LARGE) {
		snprintf(detail, sizeof detail, "%zu MiB",
			 t->reply->body.max >> 20);
		if (t->reply->body.max < 1 << 20)
			snprintf(detail, sizeof detail, "%zu KiB",
				 t->reply->body.max >> 10);
		transfer_explain_as(t, "the answer of ", " is larger than ",
				    detail);
	} else if (t->try.why) {
		transfer_explain_as(t, "the answer of ",
				    " cannot be used: ", t->try.why);
	} else {
		snprintf(detail, sizeof detail, "%ld s", t->timeout);
		if (t->try.head_bytes == 0)
			transfer_explain_as(t, "", " did not answer within ",
					    detail);
		else
			transfer_explain_as(t, "",
					    " sent no further kilobyte within ",
					    detail);
	}
}

static enum http_failure
transfer_failure(CURLcode result)
{
	switch (result) {
	case CURLE_OUT_OF_MEMORY:
	case CURLE_FAILED_INIT:
	case CURLE_NOT_BUILT_IN:
		return HTTP_INTERNAL;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return HTTP_UNTRUSTED;
	default:
		return HTTP_UNREACHABLE;
	}
}

static void
transfer_explain_libcurl(struct transfer *t, CURLcode result)
{
	const char *text =
		t->try.error[0] ? t->try.error : t->curl->easy_strerror(result);
	struct http_reply *r = t->reply;

	/* libcurl quotes a proxy that it does not understand, password
	 * included. */
	if (strncmp(text, "Unsupported proxy", 17) == 0)
		text = "the proxy is not a URL that libcurl supports";
	r->failure = transfer_failure(result);
	r->no_ca = r->failure == HTTP_UNTRUSTED &&
		   (result == CURLE_SSL_CACERT_BADFILE || ca_missing(t->curl));
	if (r->no_ca)
		transfer_explain_as(t, "cannot check who ",
				    " is: no CA certificates in ",
				    ca_place(t->curl));
	else if (r->failure == HTTP_UNTRUSTED)
		transfer_explain_as(t, "cannot trust ", ": ", text);
	else if (r->failure == HTTP_INTERNAL)
		transfer_explain_as(t, "asking ", ": ", text);
	else if (t->try.head_bytes)
		transfer_explain_as(t, "the answer of ", " broke off: ", text);
	else
		transfer_explain_as(t, "cannot reach ", ": ", text);
}

void
transfer_explain(struct transfer *t, CURLcode result)
{
	if (!t->try.failure && result == CURLE_FILESIZE_EXCEEDED)
		t->try.failure = HTTP_TOO_LARGE;
	if (t->try.failure)
		transfer_explain_ours(t);
	else
		transfer_explain_libcurl(t, result);
}
