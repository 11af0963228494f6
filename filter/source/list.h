/* The resources that a batch reads. */
#ifndef FILTER_SOURCE_LIST_H
#define FILTER_SOURCE_LIST_H

#include "filter/source/fetch.h"
#include "helper/base/file.h"

/* Read the list of @FILE, or make one of a single RESOURCE, which has no name;
 * and check every line, before the first request. *ret is zero. 0, or a code
 * after a message. End it with lines_free either way. */
int list_open(struct lines *ret, const struct resource *r,
	      const struct fetcher *f);

#endif
