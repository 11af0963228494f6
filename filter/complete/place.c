#include "filter/complete/completion.h"

#include <stdio.h>
#include <string.h>

#include "filter/cli/get_options.h"
#include "helper/cli/command.h"

/* `kind` ends at a blank. */
static void
place_set_kind(struct completion *c, const char *kind)
{
	snprintf(c->kind, sizeof c->kind, "%.*s", (int)strcspn(kind, " "),
		 kind);
}

/* The value is number `nth` of the operands "NAME FILE". */
static void
place_operand(struct completion *c, const struct options_row *row, int nth)
{
	const char *name = row->operands;

	if (nth)
		name += strcspn(name, " ") + 1;
	place_set_kind(c, name);
	/* The NAME of -p is a profile, that of --arg a new one. */
	if (options_operands(row) > 1 && !strcmp(c->kind, "NAME"))
		place_set_kind(c, "");
}

/* The value of an option in the word itself: --api-url=e. */
static void
place_value(struct completion *c, const char *value)
{
	const char *name = c->word + 2;
	const struct options_row *row =
		options_named(c->table, name, (size_t)(value - name));

	c->before = (size_t)(value - c->word) + 1;
	if (row && options_operands(row) == 1)
		place_operand(c, row, 0);
}

/* The word is the argument after `n` others. */
static void
place_argument(struct completion *c, int n)
{
	if (n == 0 && c->mark)
		place_set_kind(c, "COMMAND");
	else if (n == 0)
		place_set_kind(c, "RESOURCE");
	/* Without -f, a FILTER comes between - and its FILEs. */
	else if (!c->mark && !strcmp(c->first, "-") && n > !c->from_file)
		place_set_kind(c, "FILE");
}

/* Note what other options say about the word at the cursor. */
static void
place_option(struct completion *c, const struct options_row *row,
	     const char *value)
{
	const char *name = row->name ? row->name : "";

	if (!strcmp(name, "profile"))
		c->profile = value;
	if (!strcmp(name, "api-url"))
		c->api_url = value;
	if (!strcmp(name, "from-file"))
		c->from_file = true;
}

void
place_find(struct completion *c, char **word, int n)
{
	const char *slash = strrchr(word[0], '/');
	bool is_token = !strcmp(slash ? slash + 1 : word[0], "port-token");
	struct options o = { .argc = n, .argv = word };
	int last = n - 1, id, operands, arguments = 0;
	const char *value;

	o.table = c->table = is_token ? command_options : get_options;
	c->word = n > 1 ? word[last] : "";
	c->first = "";
	while (o.at < last - 1 || (o.bundle && *o.bundle)) {
		id = options_next(&o);
		operands = o.row ? options_operands(o.row) : 0;
		if (id == OPTIONS_WORD && o.at < last && arguments++ == 0)
			c->first = o.value[0];
		if (operands && (id == OPTIONS_BAD || o.at == last)) {
			place_operand(c, o.row,
				      id == OPTIONS_BAD ? last - o.at - 1 :
							  operands - 1);
			return;
		}
		if (operands)
			place_option(c, o.row, o.value[0]);
	}
	if (is_token)
		c->mark = 1u << command_verb(c->first);
	value = strncmp(c->word, "--", 2) ? NULL : strchr(c->word, '=');
	if (o.ended || *c->word != '-')
		place_argument(c, arguments);
	else if (value)
		place_value(c, value);
	else
		place_set_kind(c, "OPTION");
}
