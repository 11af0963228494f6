/* Faults: what goes wrong, and with which requests. */
#ifndef PORT_FAULT_H
#define PORT_FAULT_H

#include <jv.h>

#include "tests/port/answer.h"
#include "tests/port/call.h"

struct fault {
	char *spec;
	char *kind;
	long first, last, seen;	/* of the requests of that kind */

	int status;		/* 0: the real answer, changed by the rest */
	const char *style;	/* of a refusal (refusal.h) */
	char *error, *message;
	char *body, *type;	/* the body; its content type, or NULL */
	size_t body_length;
	jv headers;		/* name to value; empty removes one */
	const char *json, *gzip; /* see spoil.h; NULL: unchanged */
	bool echo;		/* a refusal repeats the request's body */
	long big, bomb;		/* megabytes */
	long head, line;	/* kilobytes of many header lines, of one */
	long delay, late;	/* milliseconds; late: -1 for never */
	struct wire wire;
	struct fault *next;
};

/* Adds a fault. Returns what is wrong with the spec, a string, or invalid. */
jv fault_add(const char *spec);
void fault_clear(void);
/* Counts the request. Returns the fault for it, or NULL. */
struct fault *fault_for(const struct call *call);
void fault_help(FILE *out);

enum { FAULT_HEAD_MAX = 65536 };	/* kilobytes */

/* In fault_words.c: parses one word of a spec, NAME or NAME=VALUE. False if it
 * is unknown or its value is wrong. */
bool fault_word(struct fault *it, const char *name, size_t length,
	const char *value);

/* In fault_parse.c. */
struct fault *fault_parse(const char *spec, jv *ret_wrong);
void fault_free(struct fault *fault);

#endif
