/* JSON texts on stdin as they come, for a run without a FILTER. */
#ifndef FILTER_SOURCE_STDIN_H
#define FILTER_SOURCE_STDIN_H

#include "filter/source/source.h"

/* 0, or EX_INTERNAL after a message. What is no JSON ends the source with
 * SOURCE_FAILED and EX_INPUT, told. */
int stdin_open(struct source **ret);

#endif
