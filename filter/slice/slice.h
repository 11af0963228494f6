/*
 * Compiles a filter once and runs it on each input, with the same result on
 * libjq 1.6, 1.7 and 1.8. Corrects what 1.6 gets wrong: -e and halt.
 */
#ifndef FILTER_SLICE_SLICE_H
#define FILTER_SLICE_SLICE_H

#include <jv.h>

#include "filter/slice/inputs.h"
#include "filter/print/print.h"
#include "filter/cli/arguments.h"
#include "filter/projection/projection.h"

struct slice;

/* Compile the filter: EX_COMPILE or EX_INTERNAL after a message. `texts`: the
 * inputs come from a source. A plain path then needs no compiling, which is
 * most of the cost of a short run. Close *ret either way. */
int slice_open(const struct arguments *args, bool texts, struct slice **ret);
void slice_close(struct slice *f);

/* The parts of its inputs that the filter needs; NULL: all. Lives as long as
 * `f`. */
const struct projection *slice_reads(const struct slice *f);

/* Run the filter on all inputs and print the results. Returns the exit
 * status. */
int slice_run(struct slice *f, struct inputs *in, struct print *out);

#endif
