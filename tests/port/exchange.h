/* From a request to its answer: the whole server except the sockets. */
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
	size_t length;		/* of all that was received, kept or not */
	unsigned long connection;
};

/* Handles one request at a time; any thread may call. answer_free() *ret. */
void exchange(const struct request *request, struct answer *ret);

#endif
