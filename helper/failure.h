/* Why a try failed: its kind, and words with the host's name in them. */
#ifndef HELPER_FAILURE_H
#define HELPER_FAILURE_H

#include "helper/transfer.h"

/* Into the reply's failure, why and no_ca. What our own callbacks found is the
 * cause of what libcurl returns; else `result` is. */
void failure_explain(struct transfer *t, CURLcode result);

#endif
