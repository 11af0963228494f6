#include "helper/http/error.h"

#include <stdio.h>
#include <string.h>

#include "helper/http/ca.h"
#include "helper/base/msg.h"

/* Write the reason: `before`, the host, `after`. */
static void
say(struct transfer *t, const char *before, const char *after,
    const char *detail)
{
	const char *host = strstr(t->request->url, "://");
	char all[512];
	int n;

	host = host ? host + 3 : t->request->url;
	n = snprintf(all, sizeof all, "%s%.*s%s%s", before,
		     (int)strcspn(host, "/?#"), host, after, detail);
	if (n >= (int)sizeof all)
		n = (int)sizeof all - 1;
	n = n < 0 ? 0 : n;
	secrets_hide(&t->request->secrets, all, (size_t)n);
	msg_clean(t->reply->why, all, (size_t)n);
}

/* Explain a failure that one of our callbacks found. */
static void
ours(struct transfer *t)
{
	char detail[64];

	t->reply->failure = t->failure;
	if (t->failure == HTTP_TOO_LARGE) {
		snprintf(detail, sizeof detail, "%zu MiB",
			 t->reply->body.max >> 20);
		if (t->reply->body.max < 1 << 20)
			snprintf(detail, sizeof detail, "%zu KiB",
				 t->reply->body.max >> 10);
		say(t, "the answer of ", " is larger than ", detail);
	} else if (t->failure == HTTP_INTERNAL) {
		say(t, "the answer of ", ": ", t->why);
	} else if (t->why) {
		say(t, "the answer of ", " cannot be used: ", t->why);
	} else {
		snprintf(detail, sizeof detail, "%ld s", t->timeout);
		if (t->head_bytes == 0)
			say(t, "", " did not answer within ", detail);
		else
			say(t, "", " sent no further kilobyte within ", detail);
	}
}

static void
libcurls(struct transfer *t, CURLcode result)
{
	const char *text =
		t->error[0] ? t->error : t->curl->easy_strerror(result);

	switch (result) {
	case CURLE_OUT_OF_MEMORY:
	case CURLE_FAILED_INIT:
	case CURLE_NOT_BUILT_IN:
		t->reply->failure = HTTP_INTERNAL;
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		t->reply->failure = HTTP_UNTRUSTED;
		t->reply->no_ca = result == CURLE_SSL_CACERT_BADFILE ||
				  ca_missing(t->curl);
		break;
	case CURLE_FILESIZE_EXCEEDED:
		t->failure = HTTP_TOO_LARGE;
		ours(t);
		return;
	default:
		t->reply->failure = HTTP_UNREACHABLE;
	}
	if (t->reply->no_ca)
		say(t, "cannot check who ", " is: no CA certificates in ",
		    ca_place(t->curl));
	else if (t->reply->failure == HTTP_UNTRUSTED)
		say(t, "cannot trust ", ": ", text);
	else if (t->reply->failure == HTTP_INTERNAL)
		say(t, "asking ", ": ", text);
	else if (t->head_bytes)
		say(t, "the answer of ", " broke off: ", text);
	else
		say(t, "cannot reach ", ": ", text);
}

void
error_explain(struct transfer *t, CURLcode result)
{
	if (t->failure)
		ours(t);
	else
		libcurls(t, result);
}
