/* A cache of compressed pages of synthetic blueprints, which never change. */
#ifndef PORT_PACKED_H
#define PORT_PACKED_H

#include "tests/port/answer.h"
#include "tests/port/call.h"

/* Does what answer_gzip() does, for the answer to this call. */
void packed_gzip(struct answer *answer, const struct call *call);
void packed_free(void);

#endif
