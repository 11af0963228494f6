/* Applies a fault to an answer. */
#ifndef PORT_SPOIL_H
#define PORT_SPOIL_H

#include "tests/port/answer.h"
#include "tests/port/call.h"
#include "tests/port/fault.h"

/* Writes the answer that replaces the real one (fault->status). */
void spoil_replace(const struct fault *fault, const struct call *call,
	struct answer *answer);
/* Changes the rest: header lines, body, encoding, transport. */
void spoil(const struct fault *fault, const struct call *call,
	struct answer *answer);

#endif
