/* Replaces helper/http/client.h: a Port whose answer is part of the input. */
#ifndef TESTS_FUZZ_PORT_H
#define TESTS_FUZZ_PORT_H

#include "helper/http/client.h"
#include "helper/base/msg.h"
#include "tests/fuzz/fuzz.h"

struct http {
	int unused;
};

static struct http port;
static struct http_reply port_reply;
static const char *port_body;
static size_t port_n;

/* Set the reply to later requests. The first byte chooses the status, the second
 * everything else. */
static void
port_says(const uint8_t *data, size_t n)
{
	static const int status[] = {
		200, 201, 204, 301, 302, 400, 401, 403, 404, 408, 410, 422,
		429, 500, 502, 503
	};

	port_reply = (struct http_reply){ .status = 200, .wait = -1 };
	if (n >= 2) {
		port_reply.status = status[data[0] % 16];
		port_reply.date = data[1] & 2 ? 784111777 : 0;
		port_reply.failure = data[1] & 4 ? data[1] >> 3 & 7 : HTTP_OK;
		if (port_reply.failure > HTTP_INTERNAL)
			port_reply.failure = HTTP_INTERNAL;
		data += 2, n -= 2;
	}
	port_body = (const char *)data;
	port_n = n;
}

struct http *
http_new(long timeout)
{
	(void)timeout;
	return &port;
}

void
http_free(struct http *h)
{
	(void)h;
}

struct http_call *
http_start(struct http *h, const struct http_request *r)
{
	(void)h;
	MUST(!strncmp(r->url, "https://", 8) || !strncmp(r->url, "http://", 7));
	MUST(strlen(r->url) == strcspn(r->url, " \t\r\n\"'"));
	port_reply.body = (struct buf)BUF_SECRET(r->max);
	if (port_n)
		MUST(buf_add(&port_reply.body, port_body, port_n) == 0 ||
		     port_n > r->max);
	return (struct http_call *)&port_reply;
}

struct http_reply *
http_wait(struct http *h, struct http_call *c)
{
	(void)h, (void)c;
	return &port_reply;
}

__attribute__((unused)) bool
http_again(struct http *h, struct http_call *c)
{
	(void)h;
	(void)c;
	return false;
}

void
http_end(struct http *h, struct http_call *c)
{
	(void)h, (void)c;
	buf_free(&port_reply.body);
}

#endif
