/*
 * What must be true before anything is sent, asked as late as can be: with the
 * first connection up, or when that takes long or fails. So what takes its time
 * elsewhere (compiling a filter) costs nothing while a connection is made.
 */
#ifndef HELPER_HTTP_GATE_H
#define HELPER_HTTP_GATE_H

#include <stdbool.h>

#include "helper/http/libcurl.h"

struct gate {
	int (*ready)(void *); /* NULL: there is none, or it was called */
	void *context;
	int shut; /* what it returned; 0: all may be sent */
};

/* Call `ready` if that was not done yet. true: nothing may be sent. */
bool gate_shut(struct gate *g);

/* Have libcurl call it when this handle's connection is up. Before 7.80 libcurl
 * cannot do that, and it is called here. true: nothing may be sent. */
bool gate_watch(struct gate *g, const struct libcurl *curl, CURL *easy);

#endif
