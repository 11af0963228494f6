/* An answer on its way out. */
#ifndef PORT_ANSWER_H
#define PORT_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

#include "tests/port/wire.h"

enum { MEGABYTE = 1000000 };

struct answer {
	int status;
	jv headers;		/* name to value, without those of framing */
	char *body;
	size_t length;
	long delay;		/* milliseconds before the first byte */
	long late;		/* until an answer nobody asked for; -1: none */
	struct wire wire;
};

void answer_free(struct answer *answer);
void answer_header(struct answer *answer, const char *name,
	const char *value);
/* Takes `body`, allocated. */
void answer_body(struct answer *answer, char *body, size_t length,
	const char *type);
/* The body as gzip; says so in Content-Encoding. */
void answer_gzip(struct answer *answer);
/* The same, with white space in front of the body's last byte. */
void answer_bomb(struct answer *answer, long megabytes);

#endif
