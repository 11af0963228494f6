/* Action runs and their logs. */
#ifndef PORT_RUN_H
#define PORT_RUN_H

#include "tests/port/call.h"

jv runs_get(struct call *call);
jv run_get(struct call *call);
jv run_post(struct call *call);
jv run_patch(struct call *call);
jv run_logs_get(struct call *call);
jv run_log_post(struct call *call);
jv run_approvers(struct call *call);

/* The run_id of a write: a problem, or invalid. */
jv run_check(const struct call *call);
/* A run of the seed: its identifier, action and so on; taken. */
void run_seed(jv run);
void run_free(void);

#endif
