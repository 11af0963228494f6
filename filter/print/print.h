/*
 * Prints values on stdout. Only whole values are written, so a run that ends
 * early does not leave half a value. On a terminal control bytes are shown, not
 * sent.
 */
#ifndef FILTER_PRINT_PRINT_H
#define FILTER_PRINT_PRINT_H

#include <stdbool.h>
#include <stdio.h>

#include <jv.h>

#include "helper/json/scan.h"
#include "filter/cli/arguments.h"
#include "helper/json/text.h"
#include "helper/base/buf.h"

struct print {
	const struct slicing *how;
	int flags; /* of jv_dumpf */
	bool terminal;
	struct buf out; /* not yet written */
	FILE *dump;	/* what libjq writes to; fills `out` */
	int failed;	/* the code of output_write's failure; nothing
			   is written after it */
	char *palette;	/* what `colour` points into; NULL: no colour */
	const char *colour[JSON_COLOURS];
};

/* Free it in the end. */
void print_open(struct print *p, const struct slicing *how);

/* Print a result of the filter; consumes it. 0; EX_INPUT without a message when
 * it holds NUL and --raw-output0 was given; or output_write's code. */
int print_value(struct print *p, jv value);

/* Whether a result of the filter is printed as it is written, apart from the
 * quotes of a string. */
bool print_is_plain(const struct print *p, const struct text *t);

/* Print such a result. Returns the same as print_value. */
int print_plain(struct print *p, const struct text *t);

/* Print a JSON text as it came: on one line, indented on a terminal. Returns
 * the same. */
int print_text(struct print *p, const struct text *t);

/* Write what has been printed so far. 0, or output_write's code. */
int print_flush(struct print *p);

void print_free(struct print *p);

#endif
