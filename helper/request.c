#include "helper/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "helper/gzip.h"
#include "helper/msg.h"

static bool
add(struct request *q, const struct libcurl *curl, const char *name,
    const char *value)
{
	struct buf line = BUF_SECRET(strlen(name) + strlen(value));
	struct curl_slist *all = NULL;

	if (!buf_adds(&line, name) && !buf_adds(&line, value))
		all = curl->slist_append(q->headers, buf_text(&line));
	buf_free(&line);
	if (all)
		q->headers = all;
	return all != NULL;
}

/* NULL is copied as nothing. */
static bool
keep(struct buf *ret, const char *text)
{
	*ret = (struct buf)BUF_SECRET(text ? strlen(text) : 0);
	return !text || !buf_adds(ret, text);
}

bool
request_copy(struct request *ret, const struct libcurl *curl,
	     const struct http_request *r)
{
	char agent[64];

	snprintf(agent, sizeof agent, "%s/" VERSION, msg_program());
	ret->post = strcmp(r->method, "POST") == 0;
	/* The window of a decoder would keep what it decoded: a secret answer,
	 * which is small, is asked for without compression. */
	ret->gzip = !r->secret && gzip_there();
	ret->url = strdup(r->url);
	return keep(&ret->body, r->body) && keep(&ret->token, r->token) &&
	       keep(&ret->hide, r->hide) && ret->url &&
	       add(ret, curl, "User-Agent: ", agent) &&
	       add(ret, curl, "Accept: ", "application/json") &&
	       (!ret->gzip || add(ret, curl, "Accept-Encoding: ", "gzip")) &&
	       (!ret->post ||
		(add(ret, curl, "Content-Type: ", "application/json") &&
		 add(ret, curl, "Expect:", ""))) &&
	       (!r->token ||
		add(ret, curl, "Authorization: Bearer ", r->token));
}

/* Bytes at p that are JSON's escape of c; 0: none is. */
static size_t
escaped(const char *p, size_t n, char c)
{
	char code[7];

	snprintf(code, sizeof code, "\\u%04x", (unsigned char)c);
	if (n >= 6 && !strncasecmp(p, code, 6))
		return 6;
	return n >= 2 && p[0] == '\\' && p[1] == c && strchr("\"\\/", c) ? 2 : 0;
}

/* Bytes at p that are the secret, as it is or as JSON may spell it; 0: none
 * are. */
static size_t
spelt(const char *p, size_t n, const struct buf *secret)
{
	size_t at = 0;

	if (n >= secret->len && !memcmp(p, secret->data, secret->len))
		return secret->len;
	for (size_t i = 0; i < secret->len; i++) {
		char c = secret->data[i];
		size_t k = at < n && p[at] == c && c != '\\';

		if (!k && at < n && p[at] == '\\')
			k = escaped(p + at, n - at, c);
		if (!k)
			return 0;
		at += k;
	}
	return at;
}

static void
blot(char *text, size_t n, const struct buf *secret)
{
	size_t k;

	for (size_t i = 0; text && secret->len && i < n; i += k ? k : 1) {
		k = spelt(text + i, n - i, secret);
		memset(text + i, '*', k);
	}
}

static void
blot_reply(struct http_reply *reply, const struct buf *secret)
{
	blot(reply->body.data, reply->body.len, secret);
	blot(reply->location, strlen(reply->location), secret);
	blot(reply->trace_id, strlen(reply->trace_id), secret);
}

void
request_hide(const struct request *q, struct http_reply *reply)
{
	if (reply->status >= 200 && reply->status <= 299)
		return;
	blot_reply(reply, &q->token);
	blot_reply(reply, &q->hide);
}

void
request_free(struct request *q, const struct libcurl *curl)
{
	struct curl_slist *s;

	for (s = q->headers; s; s = s->next)
		explicit_bzero(s->data, strlen(s->data));
	if (q->headers)
		curl->slist_free_all(q->headers);
	buf_free(&q->body);
	buf_free(&q->token);
	buf_free(&q->hide);
	free(q->url);
}
