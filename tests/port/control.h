/* How tests control the stand-in while it runs: POST /_stand-in/... */
#ifndef PORT_CONTROL_H
#define PORT_CONTROL_H

#include <stdio.h>

#include "tests/port/exchange.h"

#define CONTROL_PATH "/_stand-in/"

void control(const struct request *request, struct answer *answer);
void control_help(FILE *out);

#endif
