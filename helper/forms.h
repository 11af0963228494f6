/* The forms in which port-token prints a token. */
#ifndef HELPER_FORMS_H
#define HELPER_FORMS_H

#include "helper/buf.h"
#include "helper/command.h"
#include "helper/session.h"

/* The token in the form asked for, at the end of `ret`. 0, or a code after a
 * message. */
int forms_token(const struct command *c, const struct session *s,
		struct buf *ret);

/* What the form needs and can be checked before anything is asked. */
int forms_check(const struct command *c, const struct session *s);

/* For -x: a failure must print a command that fails, since an eval of nothing
 * succeeds. From now on these are the last words of a run (output.h), and a
 * signal that ends it prints them too. */
void forms_fail_closed(void);

#endif
