#include "helper/http/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"

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

/* NULL is copied as an empty text. */
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
	ret->secrets.minting = r->secret;
	ret->post = strcmp(r->method, "POST") == 0;
	ret->url = strdup(r->url);
	return keep(&ret->body, r->body) &&
	       keep(&ret->secrets.token, r->token) &&
	       keep(&ret->secrets.client_secret, r->hide) && ret->url &&
	       add(ret, curl, "User-Agent: ", agent) &&
	       add(ret, curl, "Accept: ", "application/json") &&
	       (!ret->post ||
		(add(ret, curl, "Content-Type: ", "application/json") &&
		 add(ret, curl, "Expect:", ""))) &&
	       (!r->token ||
		add(ret, curl, "Authorization: Bearer ", r->token));
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
	secrets_free(&q->secrets);
	free(q->url);
}
