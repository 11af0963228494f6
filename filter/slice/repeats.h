/* The errors of a filter that fails on many inputs: the same error is printed a
 * few times and then only counted. */
#ifndef FILTER_SLICE_REPEATS_H
#define FILTER_SLICE_REPEATS_H

#include <stdbool.h>

enum {
	REPEATS_PRINTED = 5, /* how often the same error is printed */
	REPEATS_MAX = 8	     /* different ones that are counted */
};

struct repeats {
	struct repeats_error {
		char *message; /* the last one */
		unsigned long n;
	} error[REPEATS_MAX];
	int n;
};

/* Whether to print this error. Two are the same when they differ only in the
 * values that libjq shows in them. */
bool repeats_new(struct repeats *r, const char *message);

/* Print how many were only counted, and clear it. */
void repeats_end(struct repeats *r);

#endif
