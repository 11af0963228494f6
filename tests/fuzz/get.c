/* All that port-get can be told: a line per argument. */
#include "filter/cli/arguments.h"
#include "filter/projection/projection.h"
#include "filter/source/selection.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"

#include "tests/fuzz/fuzz.h"

enum { ARGUMENTS = 24 };

static void
check(const struct query *q)
{
	const struct reading *r = &q->reading;
	struct search search;
	struct reads *reads;

	MUST(r->limit >= 0 && r->page_size >= 0 && r->page_size <= 1000);
	MUST(r->retries >= 0 && r->retries <= 20);
	MUST(r->parallel >= 1 && r->parallel <= 32);
	MUST(q->chosen.timeout >= 1 && q->chosen.timeout <= 3600);
	MUST(q->slicing.indent >= INDENT_COMPACT && q->slicing.indent <= 7);
	MUST(jv_get_kind(q->slicing.named) == JV_KIND_OBJECT);
	MUST(jv_get_kind(q->slicing.positional) == JV_KIND_ARRAY);
	if (q->slicing.filter) {
		reads = reads_of(q->slicing.filter);
		reads_free(reads);
	}
	if (r->search)	/* a filter may run for ever */
		return;
	if (search_open(&search, q) == 0 && q->resource.kind >= RESOURCE_ENTITY) {
		struct resource resource;
		char *body = NULL;

		if (search_resource(&search, "", q->resource.text,
				    &resource) == 0)
			search_body(&search, &resource, "c", &body);
		free(body);
		resource_free(&resource);
	}
	search_free(&search);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char program[] = "port-get", *argv[ARGUMENTS + 2] = { program };
	struct query query;
	int argc = 1, i, status;

	/* Files that have no end, and stdin. */
	if (memmem(data, n, "/dev", 4) || memmem(data, n, "/proc", 5) ||
	    memmem(data, n, "@-", 2))
		return 0;
	msg_level(false, false);
	while (argc <= ARGUMENTS && n > 0)
		argv[argc++] = fuzz_take(&data, &n, '\n');
	argv[argc] = NULL;
	status = query_parse(argc, argv, &query);
	MUST(status == 0 || status == QUERY_STOP || status == EX_BAD_USAGE);
	if (status == 0)
		check(&query);
	query_free(&query);
	for (i = 1; i < argc; i++)
		free(argv[i]);
	return 0;
}
