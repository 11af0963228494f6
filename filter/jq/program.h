/* A text of jq's language, compiled. */
#ifndef FILTER_JQ_PROGRAM_H
#define FILTER_JQ_PROGRAM_H

#include <jq.h>

#include "filter/cli/arguments.h"

/* Call it before anything is allocated. Where libjq then finds no memory the
 * run ends with an error line and EX_INTERNAL, not by an abort; and large
 * pieces go back to the system once they are free. */
void program_start(void);

struct program {
	jq_state *jq; /* NULL: it does not compile */
	jv why;	      /* then: the first error, as a string; else invalid */
};

/*
 * Compile; that takes 20 ms with libjq 1.6, and may be done in a thread of its
 * own. Modules are looked for as `s` says, or where `s` is NULL as jq does
 * without options. `arguments` maps names to values, and is consumed.
 */
struct program program_compile(const char *text, const struct slicing *s,
			       jv arguments);
void program_free(struct program *p);

/* 0 if it did compile, else -1 after a message, which calls it `name`. */
int program_check(const struct program *p, const char *name);

#endif
