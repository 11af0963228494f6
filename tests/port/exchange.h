/* From a request to its answer: the whole of the server but the sockets. */
#ifndef PORT_EXCHANGE_H
#define PORT_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

#include "tests/port/answer.h"

enum { EXCHANGE_BODY_MAX = 1024 * 1024 };

struct request {
	const char *method, *target;
	jv headers;		/* names in lower case; borrowed */
	const char *body;
	size_t length;		/* of all that came, kept or not */
	unsigned long connection;
};

/* One at a time, whoever calls; answer_free() it. */
void exchange(const struct request *request, struct answer *ret);

#endif
