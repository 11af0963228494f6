#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <time.h>
#include <unistd.h>
#include <gnutls/gnutls.h>
#include <linux/sockios.h>

#include "tests/port/wire.h"

static int stop = -1;

int
wire_init(void)
{
	stop = eventfd(0, EFD_CLOEXEC);
	return stop < 0 ? errno : 0;
}

void
wire_stop(void)
{
	uint64_t one = 1;

	if (stop >= 0 && write(stop, &one, sizeof(one)) < 0)
		abort();
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
wire_wait(int fd, long ms)
{
	int64_t end = now_ms() + ms;
	struct pollfd fds[2] = { { stop, POLLIN, 0 },
		{ fd, POLLRDHUP, 0 } };

	for (;;) {
		int64_t left = ms < 0 ? -1 : end - now_ms();

		if (ms >= 0 && left <= 0)
			return;
		if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
			return;
		if (fds[0].revents || fds[1].revents)
			return;
	}
}

/* False after the client has closed. */
static bool
put(int fd, void *tls, const char *bytes, size_t length)
{
	struct pollfd out = { fd, POLLOUT, 0 };

	while (length > 0) {
		ssize_t n = tls ? gnutls_record_send(tls, bytes, length) :
			send(fd, bytes, length, MSG_NOSIGNAL);

		if (n == GNUTLS_E_AGAIN || (!tls && n < 0 &&
		    errno == EAGAIN)) {
			if (poll(&out, 1, 10000) <= 0)
				return false;
		} else if (n < 0 && n != GNUTLS_E_INTERRUPTED &&
			   (tls || errno != EINTR)) {
			return false;
		} else if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return true;
}

/* Sends a tenth of a second's bytes at a time. */
static void
drip(const struct wire *wire, int fd, void *tls, const char *bytes,
	size_t length)
{
	size_t piece = (size_t)(wire->drip > 10 ? wire->drip / 10 : 1);

	while (length > 0) {
		size_t n = piece < length ? piece : length;

		if (!put(fd, tls, bytes, n))
			return;
		wire_wait(fd, (long)n * 1000 / wire->drip);
		bytes += n;
		length -= n;
	}
}

/* Disconnecting a TCP socket makes the kernel send RST, after the client has
 * received what was sent before. */
static void
reset(int fd)
{
	struct sockaddr none = { .sa_family = AF_UNSPEC };
	int left;

	for (int i = 0; i < 100 && ioctl(fd, SIOCOUTQ, &left) == 0 && left > 0;
	     i++)
		wire_wait(fd, 10);
	connect(fd, &none, sizeof(none));
}

/* All bytes of the answer; free() them. *ret_body is the offset of the body. */
static char *
compose(const struct wire *wire, const char *head, const char *body,
	size_t length, size_t *ret_body, size_t *ret_length)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, ret_length);

	if (!out)
		abort();
	fputs(head, out);
	if (wire->framing == WIRE_LENGTH)
		fprintf(out, "Content-Length: %zu\r\n\r\n", length);
	else if (wire->framing == WIRE_CHUNKED)
		fputs("Transfer-Encoding: chunked\r\n\r\n", out);
	else
		fputs("\r\n", out);
	if (wire->framing == WIRE_CHUNKED && length > 0)
		fprintf(out, "%zx\r\n", length);
	fflush(out);
	*ret_body = *ret_length;
	fwrite(body, 1, length, out);
	if (wire->framing == WIRE_CHUNKED && length > 0)
		fputs("\r\n", out);
	if (wire->framing == WIRE_CHUNKED && !wire->endless)
		fputs("0\r\n\r\n", out);
	fclose(out);
	return text;
}

/* How many of those bytes are sent. */
static size_t
extent(const struct wire *wire, size_t body, size_t length, size_t all)
{
	if (wire->end == WIRE_WHOLE)
		return all;
	switch (wire->where) {
	case WIRE_BEFORE:
		return 0;
	case WIRE_HEAD:
		return body / 2;
	case WIRE_BODY:
		return body + length / 2;
	case WIRE_END:
		return wire->framing == WIRE_CHUNKED ? body + length + 2 : all;
	default:
		return (size_t)wire->where < length ?
			body + (size_t)wire->where : body + length;
	}
}

static bool
stopped(void)
{
	struct pollfd fds = { stop, POLLIN, 0 };

	return poll(&fds, 1, 0) > 0;
}

/* Sends chunks of a thousand empty gzip members. */
static void
members_without_end(int fd, void *tls)
{
	static const char member[20] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03";
	enum { MEMBERS = 1000 };
	static const char chunk[] = "4e20\r\n";	/* MEMBERS * 20 */
	char text[sizeof(chunk) - 1 + MEMBERS * sizeof(member) + 2], *at;

	memcpy(text, chunk, sizeof(chunk) - 1);
	at = text + sizeof(chunk) - 1;
	for (int i = 0; i < MEMBERS; i++, at += sizeof(member))
		memcpy(at, member, sizeof(member));
	memcpy(at, "\r\n", 2);
	while (!stopped() && put(fd, tls, text, sizeof(text)))
		;
}

void
wire_unrequested(int fd, void *tls)
{
	static const char body[] = "{\"ok\":true,"
		"\"accessToken\":\"unrequested\",\"expiresIn\":10800,"
		"\"tokenType\":\"Bearer\","
		"\"entity\":{\"identifier\":\"unrequested\"},"
		"\"entities\":[{\"identifier\":\"unrequested\","
		"\"blueprint\":\"unrequested\"}]}";
	char text[sizeof(body) + 128];
	int length = snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n"
		"Content-Type: application/json\r\n"
		"Content-Length: %zu\r\n\r\n%s", sizeof(body) - 1, body);

	put(fd, tls, text, (size_t)length);
}

static void
cork(int fd, int on)
{
	setsockopt(fd, IPPROTO_TCP, TCP_CORK, &on, sizeof(on));
}

void
wire_send(const struct wire *wire, int fd, void *tls, const char *head,
	const char *body, size_t length)
{
	size_t at, all, n;
	char *text = compose(wire, head, body, length, &at, &all);

	n = extent(wire, at, length, all);
	cork(fd, wire->twice);
	if (wire->drip > 0)
		drip(wire, fd, tls, text, n);
	else
		put(fd, tls, text, n);
	free(text);
	if (wire->endless)
		members_without_end(fd, tls);
	if (wire->twice)
		wire_unrequested(fd, tls);
	cork(fd, false);
	if (wire->end == WIRE_STALL || wire->twice)
		wire_wait(fd, -1);
	else if (wire->end == WIRE_RESET)
		reset(fd);
}
