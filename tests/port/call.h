/*
 * One request in its parts, and its answer. The path is split at `/` first, and
 * then each segment is percent-decoded once: a%2Fb is one segment.
 */
#ifndef PORT_CALL_H
#define PORT_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <jv.h>

struct route;
struct token;

enum { CALL_SEGMENTS = 12, CALL_ARGS = 4 };

struct call {
	const char *method;
	const char *target;		/* as received: /v1/x?y=z */
	char *segment[CALL_SEGMENTS];	/* decoded; the first is "v1" */
	int segments;
	const char *arg[CALL_ARGS];	/* the segments for `:` in the route */
	jv query;			/* name to array of strings */
	jv params;			/* the same, in the route's types */
	jv body;			/* invalid: none */
	const char *raw;		/* the body's bytes */
	size_t raw_length;
	const char *agent;		/* User-Agent; NULL: none */
	const struct route *route;	/* NULL: none such */
	const struct token *token;	/* NULL: none, or an unknown one */

	int status;			/* of the answer; 200 unless changed */
	char *text;			/* an answer that is JSON already, */
	size_t text_length;		/* in place of a jv */
};

/* False if the target is not well encoded. Free it either way. */
bool call_parse(struct call *call, const char *method, const char *target);
void call_free(struct call *call);

/* {"ok":true}, and the same with one more member; takes `value`. */
jv ok(void);
jv ok_with(const char *key, jv value);

/* Why a request is refused: {statusCode, error, message}. */
jv problem(int status, const char *error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The two most frequent problems. */
jv no_blueprint(const char *identifier);
jv no_entity(const char *identifier, const char *blueprint);
/* Makes the problem the answer; takes `problem`. */
jv refuse(struct call *call, jv problem);
/* refuse(problem(...)) */
#define fail(call, ...) refuse(call, problem(__VA_ARGS__))

#endif
