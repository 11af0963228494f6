/* The request log: one line of JSON for each request, written before its
 * answer. */
#ifndef PORT_LOG_H
#define PORT_LOG_H

#include <stdbool.h>
#include <jv.h>

/* Returns 0 or errno. Until it is called, nothing is logged. */
int log_open(const char *file, bool with_secrets);
void log_request(jv line);		/* taken */
/* A body as it is logged: without secrets; null if it has more than 4 KB. */
jv log_body(const char *bytes, size_t length);

#endif
