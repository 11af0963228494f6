/* port-get: queries Port's API and filters the result with jq. */

#include <string.h>

#include "filter/complete/complete.h"
#include "filter/slice/inputs.h"
#include "filter/source/source.h"
#include "filter/print/print.h"
#include "filter/jq/program.h"
#include "filter/cli/arguments.h"
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

static int
run_open_source(struct run *r)
{
	const struct arguments *args = r->args;
	int rc = 0;

	if (args->resource.kind != RESOURCE_STDIN)
		rc = session_open(&r->session, &args->chosen, VARS_ALL);
	/* Filters may read the environment. */
	environment_forget();
	if (rc)
		return rc;
	if (args->resource.kind == RESOURCE_LISTING)
		return listing_open(args, r->session, &r->source);
	if (args->resource.kind != RESOURCE_STDIN)
		return batch_open(args, r->session, &r->source);
	if (args->slicing.filter)
		return files_open(args, &r->out, &r->inputs);
	r->source = stdin_open();
	return 0;
}

static int
run_open_filter(struct run *r)
{
	struct source *source = r->source;
	int rc;

	if (source)
		source->out = &r->out;
	if (!r->args->slicing.filter)
		return 0;
	rc = slice_open(r->args, source != NULL, &r->slice);
	if (rc || r->inputs)
		return rc;
	r->source = NULL;
	r->inputs =
		values_open(&r->args->slicing, slice_reads(r->slice), source);
	return 0;
}

/* Without a filter: print the texts as they came. */
static int
run_pass(struct run *r)
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
run_get(const struct arguments *args)
{
	struct run r = { .args = args };
	int rc = run_open_source(&r);

	if (!rc)
		rc = run_open_filter(&r);
	if (!rc) {
		print_open(&r.out, &args->slicing);
		rc = r.slice ? slice_run(r.slice, r.inputs, &r.out) :
			       run_pass(&r);
	}
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
		status = run_get(&args);
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
