#include "helper/http/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum {
	HEAD_MAX = 100 * 1024, /* bytes of all heads of one try */
	PROGRESS = 1024	       /* bytes that count as progress */
};

static const char head_too_large[] = "its head is larger than 100 KiB";

static void
transfer_add_header(struct transfer *t, const char *name, const char *value)
{
	struct buf line = BUF_SECRET(strlen(name) + strlen(value));
	struct curl_slist *all;

	buf_adds(&line, name);
	buf_adds(&line, value);
	all = t->curl->slist_append(t->headers, line.data);
	if (!all)
		output_no_memory(NULL);
	t->headers = all;
	buf_free(&line);
}

/* NULL is copied as an empty text. */
static void
transfer_copy(struct buf *ret, const char *text)
{
	*ret = (struct buf)BUF_SECRET(text ? strlen(text) : 0);
	if (text)
		buf_adds(ret, text);
}

void
transfer_open(struct transfer *t, const struct libcurl *curl,
	      const struct http_request *r)
{
	char agent[64];

	t->curl = curl;
	t->secrets.minting = r->secret;
	t->post = r->body != NULL;
	t->url = output_copy(r->url);
	transfer_copy(&t->body, r->body);
	transfer_copy(&t->secrets.token, r->token);
	transfer_copy(&t->secrets.client_secret, r->hide);
	snprintf(agent, sizeof agent, "%s/" VERSION, msg_program());
	transfer_add_header(t, "User-Agent: ", agent);
	transfer_add_header(t, "Accept: ", "application/json");
	if (t->post) {
		transfer_add_header(t, "Content-Type: ", "application/json");
		transfer_add_header(t, "Expect:", "");
	}
	if (r->token)
		transfer_add_header(t, "Authorization: Bearer ", r->token);
}

void
transfer_close(struct transfer *t)
{
	struct curl_slist *header;

	transfer_drop(t);
	for (header = t->headers; header; header = header->next)
		explicit_bzero(header->data, strlen(header->data));
	if (t->headers)
		t->curl->slist_free_all(t->headers);
	buf_free(&t->body);
	secrets_free(&t->secrets);
	free(t->url);
}

/* Note the failure, and make libcurl stop. */
static size_t
transfer_stop(struct transfer *t, enum http_failure failure, const char *why)
{
	t->try.failure = failure;
	t->try.why = why;
	return 0;
}

static size_t
transfer_on_head(char *line, size_t size, size_t n, void *context)
{
	struct transfer *t = context;

	n *= size;
	t->try.head_bytes += n;
	if (t->try.head_bytes > HEAD_MAX)
		return transfer_stop(t, HTTP_UNREACHABLE, head_too_large);
	header_line(&t->try.head, t->reply, line, n);
	return n;
}

static size_t
transfer_on_body(char *bytes, size_t size, size_t n, void *context)
{
	struct transfer *t = context;
	struct buf *to = &t->reply->body;

	n *= size;
	if (n > to->max - to->len)
		return transfer_stop(t, HTTP_TOO_LARGE, NULL);
	buf_add(to, bytes, n);
	return n;
}

static bool
transfer_is_connected(const struct transfer *t)
{
	curl_off_t connected = 0;

	t->curl->easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
	return connected > 0;
}

/* Bytes that decode to nothing count too. */
static size_t
transfer_received(const struct transfer *t)
{
	curl_off_t bytes = 0;

	t->curl->easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	return (size_t)bytes;
}

bool
transfer_must_end(struct transfer *t, int64_t now)
{
	curl_off_t sent = 0;
	size_t bytes;

	if (!t->try.moved) {
		if (transfer_is_connected(t))
			t->try.moved = now;
		return false;
	}
	t->curl->easy_getinfo(t->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
	t->try.received = transfer_received(t);
	if (t->try.received > t->reply->body.max) {
		transfer_stop(t, HTTP_TOO_LARGE, NULL);
		return true;
	}
	bytes = (size_t)sent + t->try.head_bytes + t->try.received;
	if (bytes >= t->try.counted + PROGRESS ||
	    (t->try.head_bytes && !t->try.counted)) {
		t->try.counted = bytes;
		t->try.moved = now;
	}
	if (now - t->try.moved <= (int64_t)t->timeout * 1000)
		return false;
	transfer_stop(t, HTTP_UNREACHABLE, NULL);
	return true;
}

/* libcurl reads the answer of a proxy, as long as more arrives, in one call,
 * and only calls this meanwhile. In a flood of HTTP/2 frames that bring
 * nothing 7.88 may not even do that. */
static int
transfer_on_progress(void *context, curl_off_t down_max, curl_off_t down,
		     curl_off_t up_max, curl_off_t up)
{
	struct transfer *t = context;
	int64_t now = clock_ticks();

	(void)down_max, (void)down, (void)up_max, (void)up;
	if (transfer_must_end(t, now))
		return 1;
	/* libcurl's own limit ends most connects earlier, and says why. */
	if (t->try.moved ||
	    now - t->try.began <= (int64_t)(t->timeout + 1) * 1000)
		return 0;
	transfer_stop(t, HTTP_UNREACHABLE, NULL);
	return 1;
}

bool
transfer_begin(struct transfer *t)
{
	struct http_reply *r = t->reply;

	memset(&t->try, 0, sizeof t->try);
	t->try.began = clock_ticks();
	buf_clear(&r->body);
	*r = (struct http_reply){ .body = r->body,
				  .wait = -1,
				  .secrets = &t->secrets };
	t->easy = t->curl->easy_init();
	if (!t->easy)
		return false;
	t->curl->easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, transfer_on_head);
	t->curl->easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	t->curl->easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, transfer_on_body);
	t->curl->easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	t->curl->easy_setopt(t->easy, CURLOPT_XFERINFOFUNCTION,
			     transfer_on_progress);
	t->curl->easy_setopt(t->easy, CURLOPT_XFERINFODATA, t);
	t->curl->easy_setopt(t->easy, CURLOPT_NOPROGRESS, 0L);
	if (transfer_set_options(t))
		return true;
	transfer_drop(t);
	return false;
}

void
transfer_end(struct transfer *t, CURLcode result)
{
	struct http_reply *r = t->reply;
	long status = 0, sent = 0;

	t->try.received = transfer_received(t);
	t->curl->easy_getinfo(t->easy, CURLINFO_REQUEST_SIZE, &sent);
	t->curl->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	r->status = (int)status;
	if (!result && !t->try.head.whole) /* libcurl calls that an answer */
		transfer_stop(t, HTTP_UNREACHABLE, "its head was cut short");
	/* libcurl's result for a header line over 100 KiB. */
	if (result == CURLE_OUT_OF_MEMORY && sent > 0 && !t->try.head.whole)
		transfer_stop(t, HTTP_UNREACHABLE, head_too_large);
	if (!result && !t->try.failure)
		r->wait = header_wait(&t->try.head, r);
	if (result || t->try.failure)
		transfer_explain(t, result);
	transfer_drop(t);
}

void
transfer_drop(struct transfer *t)
{
	if (t->easy)
		t->curl->easy_cleanup(t->easy);
	t->easy = NULL;
}
