/*
 * The three sources that read from Port. Opening one sends nothing; the first
 * next() does. They share a session (token, connections) and the rules of
 * fetch.h about renewal, retries and errors.
 */
#ifndef FILTER_SOURCE_NETWORK_H
#define FILTER_SOURCE_NETWORK_H

#include "filter/cli/arguments.h"
#include "filter/source/source.h"
#include "helper/session/session.h"

/*
 * All three return 0, or a code after a message. They check --query, --include,
 * the names in @FILE and so on before the first request. Arguments and session
 * are borrowed until the source is closed; for --query the filter's --arg
 * values are in args->slicing.named.
 */

/* single.c: PATH or BLUEPRINT:ENTITY; one text, an entity out of its envelope,
 * any other answer whole. */
int single_open(const struct arguments *args, struct session *s,
		struct source **ret);

/* listing.c: BLUEPRINT:, each entity a text, page by page. */
int listing_open(const struct arguments *args, struct session *s,
		 struct source **ret);

/* batch.c: @FILE, in the order of the list. */
int batch_open(const struct arguments *args, struct session *s,
	       struct source **ret);

#endif
