/* Hints for a filter that does not work. */
#ifndef FILTER_SLICE_HINTS_H
#define FILTER_SLICE_HINTS_H

#include <stdbool.h>

#include "filter/cli/arguments.h"

/* It does not compile. */
void hints_not_compiled(const struct slicing *s);

/* It failed on an input. `listing`: inputs are the entities of one. */
void hints_failed(const struct slicing *s, bool listing);

/* It printed only null or false. `entity`: its inputs are entities. */
void hints_nothing(const struct slicing *s, bool entity);

#endif
