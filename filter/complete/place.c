#include "filter/complete/place.h"

#include <stdio.h>
#include <string.h>

/* Name number `nth` of "NAME FILE". */
static void
name_operand(struct place *p, const struct options_row *row, int nth)
{
	const char *name = row->operands;

	if (nth)
		name += strcspn(name, " ") + 1;
	snprintf(p->operand, sizeof p->operand, "%.*s", (int)strcspn(name, " "),
		 name);
	/* The NAME of -p is a profile, that of --arg a new one. */
	if (options_operands(row) > 1 && !strcmp(p->operand, "NAME"))
		p->operand[0] = '\0';
	p->kind = PLACE_OPERAND;
}

/* What other options say about the word at the cursor. */
static void
note_value(struct place *p, const struct options_row *row, const char *value)
{
	if (!row->name)
		return;
	if (!strcmp(row->name, "profile"))
		p->profile = value;
	if (!strcmp(row->name, "api-url"))
		p->api_url = value;
	if (!strcmp(row->name, "from-file"))
		p->from_file = true;
}

/* The last word is not an operand of the option before it. */
static void
place_last(struct place *p, bool ended)
{
	const char *w = p->word, *value = strchr(w, '=');
	const struct options_row *row;

	if (ended || *w != '-')
		return;
	p->kind = PLACE_OPTION;
	if (w[1] != '-' || !value)
		return;
	p->kind = PLACE_OPERAND;
	p->before = (size_t)(value - w) + 1;
	row = options_named(p->table, w + 2, (size_t)(value - w) - 2);
	if (row && options_operands(row) == 1)
		name_operand(p, row, 0);
}

void
place_find(struct place *ret, const struct options_row *table, char **word,
	   int n)
{
	struct options o = { .table = table, .argc = n, .argv = word };
	int last = n - 1, id, operands;

	*ret = (struct place){ .table = table,
			       .word = n > 1 ? word[last] : "",
			       .kind = PLACE_WORD };
	while (o.at < last - 1 || (o.bundle && *o.bundle)) {
		id = options_next(&o);
		operands = o.row ? options_operands(o.row) : 0;
		if (id == OPTIONS_WORD && o.at < last && ret->words++ == 0)
			ret->first = o.value[0];
		if (operands && (id == OPTIONS_BAD || o.at == last)) {
			name_operand(ret, o.row,
				     id == OPTIONS_BAD ? last - o.at - 1 :
							 operands - 1);
			return;
		}
		if (operands)
			note_value(ret, o.row, o.value[0]);
	}
	place_last(ret, o.ended);
}
