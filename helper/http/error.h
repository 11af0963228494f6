/* Why a try failed: its kind, and words with the host's name in them. */
#ifndef HELPER_HTTP_ERROR_H
#define HELPER_HTTP_ERROR_H

#include "helper/http/transfer.h"

/* Into the reply's failure, why and no_ca. What our own callbacks found is the
 * cause of what libcurl returns; else `result` is. */
void error_explain(struct transfer *t, CURLcode result);

#endif
