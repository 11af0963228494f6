/* Everything argv of port-get says, checked as far as it can be without a
 * network, and in the shapes that the rest of the run wants. */
#ifndef FILTER_QUERY_H
#define FILTER_QUERY_H

#include <stdbool.h>

#include <jv.h>

#include "helper/resource.h"
#include "helper/settings.h"

struct words {
	const char **word;	/* borrowed from argv */
	int n;
};

/* What Port is asked. */
struct reading {
	const char *search;	/* --query as given, "@FILE" read; NULL: none */
	struct words include;	/* fields as named in the entity, split at , */
	struct words exclude;
	struct words param;	/* NAME=VALUE as given */
	long limit;		/* 0: none */
	long page_size;		/* 1 to 1000; 0: not given */
	const char *cursor;	/* NULL: from the start */
	long retries;		/* 0 to 20 */
	long parallel;		/* 1 to 32 */
};

/* What is done with it: jq's options, with jq's meaning. */
struct slicing {
	char *filter;		/* NULL: none, the JSON passes as it came */
	bool null_input, slurp, exit_status, raw_input;	/* -n -s -e -R */
	bool raw, join, raw0, ascii, sort, seq, stream, unbuffered;
	bool compact;		/* -c */
	bool tab;
	int indent;		/* spaces; -1: as jq's default */
	int colour;		/* -C 1, -M -1, neither 0 */
	struct words libraries;	/* -L */
	jv named;		/* --arg ...: object of names to values */
	jv positional;		/* --args, --jsonargs: array */
};

struct query {
	struct chosen chosen;
	struct resource resource;
	struct words files;	/* behind FILTER, for `-` */
	struct reading reading;
	struct slicing slicing;
};

enum { QUERY_STOP = -1 };	/* --help or --version was served */

/* 0, QUERY_STOP, or a code after a message. Free it either way. */
int query_parse(int argc, char **argv, struct query *ret);
void query_free(struct query *q);

#endif
