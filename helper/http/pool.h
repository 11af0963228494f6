/*
 * The open connections of a run. Over HTTP/1 only the order of answers says to
 * which request one belongs. libcurl before 8 reuses a connection with
 * unrequested bytes waiting on it, and takes them for the answer to the next
 * request. So with any libcurl we check first, and close such a connection.
 * HTTP/2 numbers its streams, and its connections may be talkative. A transfer
 * that waits inside libcurl for others' connections could get one that we have
 * not looked at; so none waits once the server is known to speak HTTP/1.
 *
 * TLS session tickets can wait, too. They cost a new connection then.
 */
#ifndef HELPER_HTTP_POOL_H
#define HELPER_HTTP_POOL_H

#include <stdbool.h>

#include "helper/http/libcurl.h"

enum { POOL_MAX = 64 }; /* connections kept open */

struct pool {
	const struct libcurl *curl; /* NULL until it is opened */
	CURLM *multi;

	/* HTTP/1 connections without a request. The port is the local one. */
	struct {
		int fd;
		long port;
	} idle[POOL_MAX];
	int n_idle;
	bool http1; /* an answer came over HTTP/1 */
};

/* Load libcurl, if that is not done yet. false, and *ret_why set, if none
 * works. Close the pool either way. */
bool pool_open(struct pool *p, const char **ret_why);
void pool_close(struct pool *p);

/* The local port of the connection that a transfer uses; 0: none yet. */
long pool_port(const struct pool *p, CURL *easy);

/* Note that this transfer may use a connection that was idle. */
void pool_take(struct pool *p, CURL *easy);

/* Note that this transfer has ended, before it leaves the multi handle. Its
 * connection is then idle, if it is still open. */
void pool_give_back(struct pool *p, CURL *easy);

/* Whether the next transfer may use an open connection. Idle ones on which
 * bytes wait are closed if `close` is true; else one of them forbids it. */
bool pool_usable(struct pool *p, bool close);

#endif
