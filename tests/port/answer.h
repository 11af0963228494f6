/* An answer before it is sent. */
#ifndef PORT_ANSWER_H
#define PORT_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

#include "tests/port/wire.h"

enum { MEGABYTE = 1000000 };

struct answer {
	int status;
	jv headers;		/* name to value; no Content-Length */
	char *body;
	size_t length;
	long delay;		/* milliseconds before the first byte */
	long late;		/* until an unrequested one; -1: none */
	struct wire wire;
};

void answer_free(struct answer *answer);
void answer_header(struct answer *answer, const char *name,
	const char *value);
/* Takes `body`, which was allocated. */
void answer_body(struct answer *answer, char *body, size_t length,
	const char *type);
/* Compresses the body with gzip and sets Content-Encoding. */
void answer_gzip(struct answer *answer);
/* The same, after it puts so much white space before the last byte. */
void answer_bomb(struct answer *answer, long megabytes);

#endif
