/*
 * The three sources that ask Port. Each opens without sending anything; the
 * first next() begins. They share a session (token, connections) and what
 * fetch.h promises about renewal, retries and errors.
 */
#ifndef FILTER_SOURCE_NETWORK_H
#define FILTER_SOURCE_NETWORK_H

#include "filter/cli/arguments.h"
#include "filter/source/source.h"
#include "helper/session/session.h"

/*
 * All three return 0, or a code after a message: whatever is wrong with
 * --query, --include, the names in @FILE and so on shows here, before the first
 * request. Query and session are borrowed until the source is closed; for
 * --query the filter's --arg values are in args->slicing.named.
 */

/* one.c: PATH or BLUEPRINT:ENTITY; one text, an entity out of its envelope,
 * any other answer whole. */
int single_open(const struct arguments *args, struct session *s,
		struct source **ret);

/* pages.c: BLUEPRINT:, each entity a text, page by page. */
int listing_open(const struct arguments *args, struct session *s,
		 struct source **ret);

/* names.c: @FILE, in the order of the list. */
int batch_open(const struct arguments *args, struct session *s,
	       struct source **ret);

#endif
