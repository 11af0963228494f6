/*
 * What must be true before anything is sent, asked as late as can be: with the
 * first connection up, or when that takes long or fails. So what takes its time
 * elsewhere (compiling a filter) costs nothing while a connection is made.
 */
#ifndef HELPER_GATE_H
#define HELPER_GATE_H

#include <stdbool.h>

#include "helper/libcurl.h"

struct gate {
	int (*ready)(void *);	/* NULL: open, or asked */
	void *context;
	int shut;		/* what it said; 0: all may be sent */
};

/* Ask, if that was not done. Whether nothing may be sent. */
bool gate_shut(struct gate *g);

/* Have libcurl ask on this handle's connection; before 7.80 it cannot, and the
 * gate is asked at once. Whether nothing may be sent. */
bool gate_watch(struct gate *g, const struct libcurl *curl, CURL *easy);

#endif
