/* The routes of an agent that executes runs: claims, acknowledgements, the
 * response of a backend, and the node runs of workflows. */
#ifndef PORT_AGENT_H
#define PORT_AGENT_H

#include "tests/port/call.h"

jv run_response(struct call *call);
jv runs_claim(struct call *call);
jv runs_acknowledge(struct call *call);

jv node_runs_get(struct call *call);
jv node_run_patch(struct call *call);
jv node_run_log(struct call *call);
jv node_runs_claim(struct call *call);
jv node_run_acknowledge(struct call *call);

#endif
