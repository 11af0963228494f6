/* --help: the options of a table. */
#include <stdio.h>

#include "helper/base/buf.h"
#include "helper/base/options.h"

enum {
	HELP_COLUMN = 30, /* where the right side starts */
	HELP_MAX = 1 << 16
};

/* "  -t, --min-ttl SEC" */
static int
options_left_side(const struct options_row *row, char *ret, size_t size)
{
	char letter[8] = "   ", name[64] = "";

	if (row->letter)
		snprintf(letter, sizeof letter, "-%c%s", row->letter,
			 row->name ? "," : "");
	if (row->name)
		snprintf(name, sizeof name, " --%s", row->name);
	return snprintf(ret, size, "  %s%s%s%s", letter, name,
			row->operands ? " " : "",
			row->operands ? row->operands : "");
}

static void
options_put_rows(const struct options_row *row, unsigned mark, struct buf *to)
{
	char left[128];

	for (; row->help; row = options_after(row)) {
		if (row->mark && !(row->mark & mark))
			continue;
		if (row->kind == OPTIONS_HEADING)
			buf_addf(to, "\n%s:\n", row->help);
		else if (options_left_side(row, left, sizeof left) >=
			 HELP_COLUMN)
			buf_addf(to, "%s\n%*s%s\n", left, HELP_COLUMN, "",
				 row->help);
		else
			buf_addf(to, "%-*s%s\n", HELP_COLUMN, left, row->help);
	}
}

int
options_help(const char *usage, const struct options_row *table, unsigned mark)
{
	struct buf text = BUF(HELP_MAX);

	buf_adds(&text, usage);
	options_put_rows(table, mark, &text);
	return buf_print(&text);
}
