/* Pages of synthetic blueprints, compressed once: they never change. */
#ifndef PORT_PACKED_H
#define PORT_PACKED_H

#include "tests/port/answer.h"
#include "tests/port/call.h"

/* As answer_gzip(), of the answer to this call. */
void packed_gzip(struct answer *answer, const struct call *call);
void packed_free(void);

#endif
