/* Explains why a try failed: the kind of failure, and a text with the host's
 * name. */
#ifndef HELPER_HTTP_ERROR_H
#define HELPER_HTTP_ERROR_H

#include "helper/http/transfer.h"

/* Fill in failure, why and no_ca of the reply. A failure that one of our
 * callbacks found explains libcurl's result; otherwise `result` does. */
void error_explain(struct transfer *t, CURLcode result);

#endif
