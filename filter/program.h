/* A text of jq's language, compiled. */
#ifndef FILTER_PROGRAM_H
#define FILTER_PROGRAM_H

#include <jq.h>

#include "filter/query.h"

/* First of all that has to do with libjq: out of memory becomes an error line
 * and EX_INTERNAL instead of an abort. */
void program_start(void);

/*
 * `name` is what error lines call it. Modules are looked for as `s` says, with
 * NULL as jq does without options. `arguments` maps names to values, and is
 * consumed. 0, or -1 after a message. The caller ends *ret by jq_teardown.
 */
int program_compile(const char *name, const char *text,
		    const struct slicing *s, jv arguments, jq_state **ret);

#endif
