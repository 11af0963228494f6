/* The walk over a filter's text that finds the paths it reads. */
#ifndef FILTER_PROJECTION_WALK_H
#define FILTER_PROJECTION_WALK_H

#include "filter/projection/projection.h"

/* Add the paths that r->filter reads to r->root, and set one_path. false: the
 * filter is not understood, or memory is out. */
bool walk_filter(struct projection *r);

#endif
