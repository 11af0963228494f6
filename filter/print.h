/*
 * stdout, value by value. It is written at the borders of values only, so that
 * nothing half is ever out there. On a terminal control bytes are shown, not
 * sent.
 */
#ifndef FILTER_PRINT_H
#define FILTER_PRINT_H

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
	FILE *dump;	/* libjq's way into `out` */
	int failed;	/* what output_write failed with: nothing is
			   written after that */
	char *palette;	/* what `colour` points into; NULL: no colour */
	const char *colour[JSON_COLOURS];
};

/* 0, or EX_INTERNAL after a message. Free it either way. */
int print_open(struct print *p, const struct slicing *how);

/* A result of the filter, which is consumed. 0; EX_INPUT without a message when
 * it holds NUL and --raw-output0 was given; what output_write says. */
int print_value(struct print *p, jv value);

/* A text as it came, on one line; on a terminal laid out. The same. */
int print_text(struct print *p, const struct text *t);

/* Write what is there. */
int print_flush(struct print *p);

void print_free(struct print *p);

/* Write what a filter says there (`stderr`, `debug`, `halt_error`) to stderr;
 * on a terminal its control bytes are shown, not sent. */
void print_stderr(const char *bytes, size_t n);

#endif
