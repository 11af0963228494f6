#include "helper/http/gate.h"

bool
gate_shut(struct gate *g)
{
	int (*ready)(void *) = g->ready;

	g->ready = NULL;
	if (ready)
		g->shut = ready(g->context);
	return g->shut != 0;
}

/* What libcurl asks before a request, on a connection that is up. */
static int
on_connection(void *gate, char *address, char *own, int port, int own_port)
{
	(void)address;
	(void)own;
	(void)port;
	(void)own_port;
	return gate_shut(gate) ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

bool
gate_watch(struct gate *g, const struct libcurl *curl, CURL *easy)
{
	if (!g->ready)
		return g->shut != 0;
	return (curl->easy_setopt(easy, CURLOPT_PREREQDATA, g) ||
		curl->easy_setopt(easy, CURLOPT_PREREQFUNCTION,
				  on_connection)) &&
	       gate_shut(g);
}
