/* The command line of port-get, checked as far as possible without a network.
 */
#ifndef FILTER_CLI_ARGUMENTS_H
#define FILTER_CLI_ARGUMENTS_H

#include <stdbool.h>

#include <jv.h>

#include "filter/cli/strings.h"
#include "helper/url/resource.h"
#include "helper/identity/environment.h"

/* What to read from Port. */
struct reading {
	char *search;		/* --query as given, "@FILE" read; NULL: none */
	struct strings include; /* fields as named in the entity, split at , */
	struct strings exclude;
	struct strings param; /* NAME=VALUE as given */
	long limit;	      /* 0: none */
	long page_size;	      /* 1 to 1000; 0: not given */
	const char *cursor;   /* NULL: from the start */
	long retries;	      /* 0 to 20 */
	long parallel;	      /* 1 to 32 */
};

enum { INDENT_COMPACT = -2, INDENT_TAB = -1 };

/* How to filter it: jq's options, with jq's meaning. */
struct slicing {
	char *filter;	       /* NULL: none; the JSON is printed as it came */
	const char *from_file; /* -f, whose text `filter` is; NULL: none */
	bool null_input, slurp, exit_status, raw_input; /* -n -s -e -R */
	bool raw, join, raw0, ascii, sort, seq, stream, unbuffered;
	long indent;		  /* 0 to 7 spaces, or as above; the last of -c,
				     --tab and --indent counts */
	bool colour, no_colour;	  /* -C, -M */
	struct strings libraries; /* -L; without any, jq's own */
	jv named;		  /* --arg ...: object of names to values */
	jv positional;		  /* --args, --jsonargs: array */
};

struct arguments {
	struct chosen chosen;
	struct resource resource;
	struct strings files; /* after FILTER, for `-` */
	struct reading reading;
	struct slicing slicing;
};

enum { ARGUMENTS_STOP = -1 }; /* --help or --version was printed */

/* 0, ARGUMENTS_STOP, or a code after a message. Free it either way. */
int arguments_parse(int argc, char **argv, struct arguments *ret);
void arguments_free(struct arguments *args);

/* reading.c: check `reading` against the kind of RESOURCE; part of parsing. 0,
 * or EX_BAD_USAGE after a message. */
int reading_check(const struct arguments *args);

#endif
