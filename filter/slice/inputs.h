/*
 * A filter's inputs, as values: it runs on them, and `input` and `inputs`
 * return them.
 */
#ifndef FILTER_SLICE_INPUTS_H
#define FILTER_SLICE_INPUTS_H

#include <stdbool.h>

#include <jq.h>

#include "filter/cli/arguments.h"
#include "filter/print/print.h"
#include "filter/projection/projection.h"
#include "filter/source/source.h"

struct inputs {
	/* The next value. Invalid with a message: this input is bad; invalid
	 * without one: the end. */
	jq_input_cb next;
	void *data;
	/* What to print in place of the value, of which only being null or
	 * false counts; NULL: the value. */
	const struct text *plain;
	bool positions;	      /* libjq knows file and line */
	bool names;	      /* the first input is not JSON but a name */
	unsigned long passed; /* skipped inputs, for which the filter has
				 neither results nor errors */
	int status; /* the exit code of a failure while reading, which has been
		       reported; 0: none */
	bool cut;   /* reading stopped before the end */

	void (*close)(struct inputs *in); /* frees it */
};

/* files.c: JSON texts (or lines, -R) on stdin or in the FILEs, read by libjq
 * as jq reads them. All FILEs are opened once first. `out` is flushed before a
 * read that may have to wait. */
int files_open(const struct arguments *args, struct print *out,
	       struct inputs **ret);

/* values.c: the texts of a source, of which it takes ownership. `reads`
 * (borrowed) selects the parts of each text that are needed; with one path an
 * input is the value at its end. NULL: all. */
struct inputs *values_open(const struct slicing *s,
			   const struct projection *reads,
			   struct source *source);

#endif
