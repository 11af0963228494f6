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

/* One run, invalid if there is none; all of them, by identifier. */
jv run_find(const char *id);
jv run_all(void);
void run_put(jv run);	/* taken */
bool run_finished(jv run);
/* The answer to a run that is not there. */
jv run_unknown(struct call *call, const char *id);
/* The run_id of a write: a problem, or invalid. */
jv run_check(const struct call *call);
/* A run of the seed: its identifier, action and so on; taken. */
void run_seed(jv run);
void run_free(void);
void run_log_free(void);

#endif
