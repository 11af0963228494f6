/* The read-only POST routes that count. */
#ifndef PORT_AGGREGATE_H
#define PORT_AGGREGATE_H

#include "tests/port/call.h"

jv aggregate(struct call *call);
jv aggregate_over_time(struct call *call);
jv properties_history(struct call *call);

#endif
