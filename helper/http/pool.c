#include "helper/http/pool.h"

#include <netinet/in.h>
#include <sys/socket.h>

bool
pool_open(struct pool *p, const char **ret_why)
{
	const struct libcurl *curl;

	if (p->multi)
		return true;
	curl = libcurl_open(ret_why);
	if (!curl)
		return false;
	*ret_why = "it cannot be initialised";
	if (!p->curl && curl->global_init(CURL_GLOBAL_DEFAULT))
		return false;
	p->curl = curl;
	p->multi = curl->multi_init();
	if (!p->multi)
		return false;
	curl->multi_setopt(p->multi, CURLMOPT_PIPELINING,
			   (long)CURLPIPE_MULTIPLEX);
	/* libcurl would keep four for each running transfer. */
	curl->multi_setopt(p->multi, CURLMOPT_MAXCONNECTS, (long)POOL_MAX);
	return true;
}

void
pool_close(struct pool *p)
{
	if (p->multi)
		p->curl->multi_cleanup(p->multi);
	if (p->curl)
		p->curl->global_cleanup();
	*p = (struct pool){ 0 };
}

long
pool_port(const struct pool *p, CURL *easy)
{
	long port = 0;

	p->curl->easy_getinfo(easy, CURLINFO_LOCAL_PORT, &port);
	return port > 0 ? port : 0;
}

/* The local port of a socket; 0: not a socket, or closed. */
static long
pool_port_of_socket(int fd)
{
	struct sockaddr_storage address = { 0 };
	socklen_t size = sizeof address;

	if (getsockname(fd, (struct sockaddr *)&address, &size))
		return 0;
	if (address.ss_family == AF_INET)
		return ntohs(((struct sockaddr_in *)&address)->sin_port);
	if (address.ss_family == AF_INET6)
		return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
	return 0;
}

static void
pool_forget(struct pool *p, int i)
{
	p->idle[i] = p->idle[--p->n_idle];
}

void
pool_take(struct pool *p, CURL *easy)
{
	long port = pool_port(p, easy);

	for (int i = p->n_idle - 1; port && i >= 0; i--)
		if (p->idle[i].port == port)
			pool_forget(p, i);
}

void
pool_give_back(struct pool *p, CURL *easy)
{
	curl_socket_t fd = CURL_SOCKET_BAD;
	long version = 0, port;

	p->curl->easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
	p->curl->easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd);
	if (version == CURL_HTTP_VERSION_1_1 ||
	    version == CURL_HTTP_VERSION_1_0)
		p->http1 = true;
	port = fd == CURL_SOCKET_BAD ? 0 : pool_port_of_socket(fd);
	if (!port || version > CURL_HTTP_VERSION_1_1)
		return;
	pool_take(p, easy);
	if (p->n_idle == POOL_MAX)
		pool_forget(p, 0);
	p->idle[p->n_idle].fd = fd;
	p->idle[p->n_idle++].port = port;
}

/* Make the connection look closed by the server to libcurl: no bytes wait on
 * it, and none can come. */
static void
pool_shut(int fd)
{
	char rest[4096];

	shutdown(fd, SHUT_RDWR);
	while (recv(fd, rest, sizeof rest, MSG_DONTWAIT) > 0)
		;
}

bool
pool_usable(struct pool *p, bool close)
{
	bool tainted = false;
	char byte;

	for (int i = p->n_idle - 1; i >= 0; i--) {
		int fd = p->idle[i].fd;

		/* libcurl may have closed it, and its number may have been
		 * reused. */
		if (pool_port_of_socket(fd) != p->idle[i].port) {
			pool_forget(p, i);
		} else if (recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0) {
			tainted = tainted || !close;
			if (close) {
				pool_shut(fd);
				pool_forget(p, i);
			}
		}
	}
	/* Without an idle connection libcurl might pick one that is in use now,
	 * which we could not check. HTTP/2 connections are never idle here. */
	return !tainted && (p->n_idle > 0 || !p->http1);
}
