/* The command line of port-get, a line for each argument. */
#include "filter/cli/arguments.h"
#include "filter/projection/projection.h"
#include "filter/source/selection.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

#include "tests/fuzz/fuzz.h"

enum { ARGUMENTS = 24 };

static void
check(const struct arguments *args)
{
	const struct reading *r = &args->reading;
	struct selection search;
	struct projection *reads;

	MUST(r->limit >= 0 && r->page_size >= 0 && r->page_size <= 1000);
	MUST(r->retries >= 0 && r->retries <= 20);
	MUST(r->parallel >= 1 && r->parallel <= 32);
	MUST(args->chosen.timeout >= 1 && args->chosen.timeout <= 3600);
	MUST(args->slicing.indent >= INDENT_COMPACT && args->slicing.indent <= 7);
	MUST(jv_get_kind(args->slicing.named) == JV_KIND_OBJECT);
	MUST(jv_get_kind(args->slicing.positional) == JV_KIND_ARRAY);
	if (args->slicing.filter) {
		reads = projection_of(args->slicing.filter);
		projection_free(reads);
	}
	if (r->search)	/* a filter may run for ever */
		return;
	if (selection_open(&search, args) == 0 && args->resource.kind >= RESOURCE_ENTITY) {
		struct resource resource;
		char *body = NULL;

		if (selection_resource(&search, "", args->resource.text,
				    &resource) == 0)
			body = selection_body(&search, &resource, "c");
		free(body);
		resource_free(&resource);
	}
	selection_free(&search);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char program[] = "port-get", *argv[ARGUMENTS + 2] = { program };
	struct arguments query;
	int argc = 1, i, status;

	/* Not endless files, nor stdin. */
	if (memmem(data, n, "/dev", 4) || memmem(data, n, "/proc", 5) ||
	    memmem(data, n, "@-", 2))
		return 0;
	msg_level(false, false);
	while (argc <= ARGUMENTS && n > 0)
		argv[argc++] = fuzz_take(&data, &n, '\n');
	argv[argc] = NULL;
	status = arguments_parse(argc, argv, &query);
	MUST(status == 0 || status == ARGUMENTS_STOP || status == EX_BAD_USAGE);
	if (status == 0)
		check(&query);
	arguments_free(&query);
	for (i = 1; i < argc; i++)
		free(argv[i]);
	return 0;
}
