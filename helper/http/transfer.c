#include "helper/http/transfer.h"

#include <string.h>

#include "helper/http/ca.h"
#include "helper/base/clock.h"

enum {
	HEAD_MAX = 256 * 1024, /* bytes of all heads of one try */
	PROGRESS = 1024	       /* bytes that count as progress */
};

/* Remember why, and make libcurl give up. */
static size_t
stop(struct transfer *t, enum http_failure failure, const char *why)
{
	t->failure = failure;
	t->why = why;
	return 0;
}

static size_t
on_head(char *line, size_t size, size_t n, void *context)
{
	struct transfer *t = context;

	n *= size;
	t->head_bytes += n;
	if (t->head_bytes > HEAD_MAX)
		return stop(t, HTTP_UNREACHABLE, "its head has no end");
	header_line(&t->head, t->reply, line, n);
	return n;
}

static size_t
add_gzip(struct transfer *t, const char *bytes, size_t n)
{
	if (!t->gzip)
		t->gzip = gzip_new();
	switch (t->gzip ? gzip_add(t->gzip, bytes, n, &t->reply->body) :
			  GZIP_NO_MEMORY) {
	case GZIP_OK:
		return n;
	case GZIP_BROKEN:
		return stop(t, HTTP_UNREACHABLE, "its gzip stream is damaged");
	case GZIP_TOO_LARGE:
		return stop(t, HTTP_TOO_LARGE, NULL);
	case GZIP_NO_MEMORY:
		break;
	}
	return stop(t, HTTP_INTERNAL, "out of memory");
}

static size_t
on_body(char *bytes, size_t size, size_t n, void *context)
{
	struct transfer *t = context;
	struct buf *to = &t->reply->body;

	n *= size;
	t->body_bytes += n;
	if (t->head.encoding == HEADER_GZIP && t->request->gzip)
		return add_gzip(t, bytes, n);
	if (t->head.encoding != HEADER_PLAIN)
		return stop(t, HTTP_UNREACHABLE,
			    "it has an encoding that was not asked for");
	if (n > to->max - to->len)
		return stop(t, HTTP_TOO_LARGE, NULL);
	if (buf_add(to, bytes, n))
		return stop(t, HTTP_INTERNAL, "out of memory");
	return n;
}

static bool
is_plain(const struct transfer *t)
{
	return strncmp(t->request->url, "http://", 7) == 0;
}

/* The schemes that may be spoken: http only where the URL says so, which a
 * base URL can for this machine alone; and no proxy may then see it. */
static CURLcode
set_scheme(const struct transfer *t)
{
	const struct libcurl *c = t->curl;
	bool plain = is_plain(t);
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
set_numbers(const struct transfer *t)
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
		/* Only TLS says early whether streams can share. */
		{ CURLOPT_PIPEWAIT, t->patient && !is_plain(t) },
		{ CURLOPT_TCP_KEEPALIVE, 1 },
		{ CURLOPT_FRESH_CONNECT, t->fresh },
		{ CURLOPT_CONNECTTIMEOUT, t->timeout },
		/* Several transfers at once each have a buffer. */
		{ CURLOPT_BUFFERSIZE, 64 * 1024 },
		/* A resolver that does not answer is not waited for at the
		 * end (7.87). */
		{ CURLOPT_QUICK_EXIT, 1 },
	};
	size_t i;

	/* None of these can fail but where an old library lacks it. */
	for (i = 0; i < sizeof all / sizeof *all; i++)
		t->curl->easy_setopt(t->easy, all[i].option, all[i].value);
	t->curl->easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE,
			     (curl_off_t)t->reply->body.max);
	if (!t->request->post)
		return;
	t->curl->easy_setopt(t->easy, CURLOPT_POST, 1L);
	t->curl->easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE,
			     (curl_off_t)t->request->body.len);
}

static bool
set_pointers(struct transfer *t)
{
	const struct {
		CURLoption option;
		const void *value;
	} all[] = {
		{ CURLOPT_URL, t->request->url },
		{ CURLOPT_HTTPHEADER, t->request->headers },
		{ CURLOPT_ERRORBUFFER, t->error },
		{ CURLOPT_HEADERDATA, t },
		{ CURLOPT_WRITEDATA, t },
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++)
		if (t->curl->easy_setopt(t->easy, all[i].option, all[i].value))
			return false;
	t->curl->easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_head);
	t->curl->easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
	/* Not copied: the body may hold a secret, and ours is wiped. */
	if (t->request->post)
		t->curl->easy_setopt(t->easy, CURLOPT_POSTFIELDS,
				     buf_text(&t->request->body));
	return !set_scheme(t) && !ca_set(t->curl, t->easy);
}

bool
transfer_begin(struct transfer *t)
{
	struct http_reply *r = t->reply;

	memset(&t->head, 0, sizeof t->head);
	t->head_bytes = t->body_bytes = t->counted = 0;
	t->began = clock_ticks();
	t->moved = 0;
	t->failure = HTTP_OK;
	t->why = NULL;
	t->error[0] = '\0';
	buf_clear(&r->body);
	*r = (struct http_reply){ .body = r->body,
				  .wait = -1,
				  .secrets = &t->request->secrets };
	t->easy = t->curl->easy_init();
	if (!t->easy)
		return false;
	set_numbers(t);
	if (set_pointers(t))
		return true;
	transfer_drop(t);
	return false;
}

bool
transfer_late(struct transfer *t, int64_t now)
{
	curl_off_t connected = 0, sent = 0;
	size_t bytes;

	if (!t->moved) {
		t->curl->easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T,
				      &connected);
		if (connected > 0)
			t->moved = now;
		return false;
	}
	t->curl->easy_getinfo(t->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
	bytes = (size_t)sent + t->head_bytes + t->body_bytes;
	if (bytes >= t->counted + PROGRESS || (t->head_bytes && !t->counted)) {
		t->counted = bytes;
		t->moved = now;
	}
	if (now - t->moved <= (int64_t)t->timeout * 1000)
		return false;
	stop(t, HTTP_UNREACHABLE, NULL);
	return true;
}

void
transfer_end(struct transfer *t, CURLcode result)
{
	struct http_reply *r = t->reply;
	long status = 0;

	t->curl->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	r->status = (int)status;
	if (!result && !t->head.whole) /* libcurl calls that an answer */
		stop(t, HTTP_UNREACHABLE, "its head was cut short");
	if (!result && t->gzip && !gzip_whole(t->gzip))
		stop(t, HTTP_UNREACHABLE, "its gzip stream was cut short");
	if (!result && !t->failure)
		r->wait = header_wait(&t->head, r);
	transfer_drop(t);
}

void
transfer_drop(struct transfer *t)
{
	gzip_free(t->gzip);
	t->gzip = NULL;
	if (t->easy)
		t->curl->easy_cleanup(t->easy);
	t->easy = NULL;
}
