/* What a fault makes of an answer. */
#ifndef PORT_SPOIL_H
#define PORT_SPOIL_H

#include "tests/port/answer.h"
#include "tests/port/call.h"
#include "tests/port/fault.h"

/* The answer that stands in for the real one (fault->status). */
void spoil_replace(const struct fault *fault, const struct call *call,
	struct answer *answer);
/* The rest: header lines, body, encoding, transport. */
void spoil(const struct fault *fault, const struct call *call,
	struct answer *answer);

#endif
