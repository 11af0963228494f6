/* Misbehaviour: what is to go wrong with which requests. */
#ifndef PORT_FAULT_H
#define PORT_FAULT_H

#include <jv.h>

#include "tests/port/answer.h"
#include "tests/port/call.h"

struct fault {
	char *spec;
	char *kind;
	long first, last, seen;	/* of the requests of that kind */

	int status;		/* 0: the real answer, spoilt by the rest */
	const char *style;	/* of a refusal (refusal.h) */
	char *error, *message;
	char *body, *type;	/* the body; its content type, or NULL */
	size_t body_length;
	jv headers;		/* name to value; an empty one goes */
	const char *json, *gzip; /* see spoil.h; NULL: not */
	bool echo;		/* a refusal repeats the request's body */
	long big, bomb;		/* megabytes */
	long head, line;	/* kilobytes: all the header lines, one line */
	long delay, late;	/* milliseconds; late: -1 for never */
	struct wire wire;
	struct fault *next;
};

/* One more fault; 0 or what is wrong with the spec (a string). */
jv fault_add(const char *spec);
void fault_clear(void);
/* Counts the request; the fault that it meets, or NULL. */
struct fault *fault_for(const struct call *call);
void fault_help(FILE *out);

enum { FAULT_HEAD_MAX = 65536 };	/* kilobytes */

/* fault_words.c: one word of a spec, NAME or NAME=VALUE; false if it is
 * unknown or has a bad value. */
bool fault_word(struct fault *it, const char *name, size_t length,
	const char *value);

/* fault_parse.c */
struct fault *fault_parse(const char *spec, jv *ret_wrong);
void fault_free(struct fault *fault);

#endif
