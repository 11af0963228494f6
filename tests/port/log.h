/* The request log: one line of JSON for each, on disk before the answer. */
#ifndef PORT_LOG_H
#define PORT_LOG_H

#include <stdbool.h>
#include <jv.h>

/* 0, or errno. Without it nothing is logged. */
int log_open(const char *file, bool with_secrets);
void log_request(jv line);		/* taken */
/* A body as it may be shown: no secrets, 4 KB at most; null for more. */
jv log_body(const char *bytes, size_t length);

#endif
