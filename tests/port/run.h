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

/* One run, invalid if there is none; all runs, by identifier. */
jv run_find(const char *id);
jv run_all(void);
void run_put(jv run);	/* taken */
bool run_finished(jv run);
/* The refusal of a run that does not exist. */
jv run_unknown(struct call *call, const char *id);
/* Checks the run_id of a write: returns a problem, or invalid. */
jv run_check(const struct call *call);
/* Adds a run of the seed, with its identifier, action and so on; takes
 * `run`. */
void run_seed(jv run);
void run_free(void);
void run_log_free(void);

#endif
