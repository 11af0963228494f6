/* port-get: queries Port's API and filters the result with jq. */

#include <string.h>

#include "filter/complete/complete.h"
#include "filter/slice/inputs.h"
#include "filter/source/source.h"
#include "filter/print.h"
#include "filter/jq/program.h"
#include "filter/cli/arguments.h"
#include "filter/source/selection.h"
#include "filter/slice/slice.h"
#include "helper/base/exits.h"
#include "helper/base/harden.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/session/session.h"

/* One run: the inputs, the filter and the output. */
struct run {
	const struct arguments *args;
	struct session *session;
	struct print out;
	struct source *source; /* of texts, until `inputs` owns it */
	struct inputs *inputs; /* of values */
	struct slice *slice;
};

static void
flush(void *run)
{
	print_flush(&((struct run *)run)->out);
}

/* Open `-`. It takes no options for Port. */
static int
open_stdin(struct run *r)
{
	struct selection unused;
	int rc = selection_open(&unused, r->args);

	selection_free(&unused);
	if (rc)
		return rc;
	if (r->args->slicing.filter)
		return files_open(r->args, flush, r, &r->inputs);
	return stdin_open(&r->source);
}

static int
open_source(struct run *r)
{
	const struct arguments *args = r->args;
	bool asks = args->resource.kind != RESOURCE_STDIN;
	int rc = asks ? session_open(&r->session, &args->chosen) : 0;

	/* Filters may read the environment. */
	environment_forget();
	if (rc)
		return rc;
	if (!asks)
		return open_stdin(r);
	switch (args->resource.kind) {
	case RESOURCE_LISTING:
		return listing_open(args, r->session, &r->source);
	case RESOURCE_NAMES:
		return batch_open(args, r->session, &r->source);
	default:
		return batch_open(args, r->session, &r->source);
	}
}

static int
open_filter(struct run *r)
{
	const struct slicing *how = &r->args->slicing;
	struct source *source = r->source;
	int rc;

	if (source) {
		source->before_wait = flush;
		source->context = r;
	}
	if (!how->filter)
		return 0;
	rc = slice_open(how, source != NULL, &r->slice);
	if (rc || r->inputs)
		return rc;
	r->source = NULL;
	rc = values_open(how, slice_reads(r->slice), source, &r->inputs);
	if (rc)
		return rc;
	r->inputs->listing = r->args->resource.kind == RESOURCE_LISTING;
	r->inputs->entities =
		r->inputs->listing || r->args->resource.kind == RESOURCE_ENTITY;
	return 0;
}

static int
pass(struct run *r)
{
	struct text text;
	int rc = 0;

	while (!rc && r->source->next(r->source, &text) == SOURCE_TEXT)
		rc = print_text(&r->out, &text);
	return exits_worse(rc, r->source->status);
}

static void
run_close(struct run *r)
{
	slice_close(r->slice);
	if (r->inputs)
		r->inputs->close(r->inputs);
	if (r->source)
		r->source->close(r->source);
	session_close(r->session);
	print_free(&r->out);
}

static int
get(const struct arguments *args)
{
	struct run r = { .args = args };
	int rc = open_source(&r);

	if (!rc)
		rc = open_filter(&r);
	if (!rc)
		rc = print_open(&r.out, &args->slicing);
	if (!rc)
		rc = r.slice ? slice_run(r.slice, r.inputs, &r.out) : pass(&r);
	rc = exits_worse(rc, print_flush(&r.out));
	run_close(&r);
	return rc;
}

static int
run(int argc, char **argv)
{
	struct arguments args;
	int status = arguments_parse(argc, argv, &args);

	if (!status)
		status = get(&args);
	arguments_free(&args);
	return status == ARGUMENTS_STOP ? 0 : status;
}

int
main(int argc, char **argv)
{
	int status;

	harden_start();
	msg_init("port-get");
	program_start();
	if (argc > 1 && !strcmp(argv[1], "--complete"))
		status = complete_run(argc, argv);
	else
		status = run(argc, argv);
	output_exit(output_close(status));
}
