/* JSON texts on stdin as they come, for a run without a FILTER. */
#ifndef FILTER_TEXTS_H
#define FILTER_TEXTS_H

#include "filter/source.h"

/* 0, or EX_INTERNAL after a message. What is no JSON ends the source with
 * SOURCE_FAILED and EX_INPUT, told. */
int texts_open(struct source **ret);

#endif
