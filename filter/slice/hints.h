/* Hints for a filter that does not work. */
#ifndef FILTER_SLICE_HINTS_H
#define FILTER_SLICE_HINTS_H

#include "filter/cli/arguments.h"

/* It does not compile. `resource` is RESOURCE as typed. */
void hints_not_compiled(const struct slicing *s, const char *resource);

/* It failed on an input, which comes from a resource of this kind. */
void hints_failed(const struct slicing *s, enum resource_kind kind);

/* It printed only null or false. */
void hints_nothing(const struct slicing *s, enum resource_kind kind);

#endif
