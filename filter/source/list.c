#include "filter/source/list.h"

#include <string.h>

#include "filter/source/fields.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/base/shell.h"

/* The file holds JSON, which `-` reads. */
static int
list_refuse_json(const struct lines *list, const char *where)
{
	bool is_file = strcmp(list->name, "stdin") != 0;

	msg_error("%sJSON, not a RESOURCE", where);
	msg_hint("port-get -%s%s", is_file ? " . " : "",
		 is_file ? shell_shown("%s", list->name) : "");
	return EX_BAD_USAGE;
}

static int
list_check_line(const struct lines *list, size_t i, const struct fetcher *f)
{
	const char *base = session_api_url(f->session);
	const char *where = lines_where(list, i);
	const char *text = list->line[i].text;
	struct buf url = BUF(FETCH_URL_MAX);
	struct resource r;
	int rc;

	if (list->name && lines_is_json(list, i))
		return list_refuse_json(list, where);
	rc = selection_resource(&f->search, where, text, &r);
	if (rc && r.kind == RESOURCE_LISTING)
		fields_hint_parameters(&r);
	if (!rc && base) /* a URL of another host */
		rc = resource_url(&r, base, &url);
	buf_free(&url);
	resource_free(&r);
	return rc;
}

int
list_open(struct lines *ret, const struct resource *r, const struct fetcher *f)
{
	int rc = 0;

	if (r->kind == RESOURCE_NAMES) {
		rc = lines_read(r->file, ret);
	} else {
		ret->line = output_memory(1, sizeof *ret->line);
		ret->line->text = r->text;
		ret->n = 1;
	}
	for (size_t i = 0; !rc && i < ret->n; i++)
		rc = list_check_line(ret, i, f);
	return rc;
}
