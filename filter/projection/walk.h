/* Walks over a filter's text and finds the paths that it reads. */
#ifndef FILTER_PROJECTION_WALK_H
#define FILTER_PROJECTION_WALK_H

#include "filter/projection/node.h"

/* Add the paths that the filter reads to `root`. *ret_one_path: it is one plain
 * path, or `.`. false: the filter is not understood. */
bool walk_filter(const char *filter, struct projection_node *root,
		 bool *ret_one_path);

#endif
