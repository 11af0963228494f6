#include "filter/complete/place.h"

#include <stdio.h>
#include <string.h>

enum { OWING_MAX = 64 /* operands that a bundle of letters still takes */ };

/* The operands that the next words are. */
struct owing {
	const struct options_row *row[OWING_MAX];
	int n, at;
	int taken; /* of row[at] */
};

static void
owe(struct owing *o, const struct options_row *row)
{
	if (row && row->operands && o->n < OWING_MAX)
		o->row[o->n++] = row;
}

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

static void
pay(struct place *p, struct owing *o, const char *word, bool last)
{
	const struct options_row *row = o->row[o->at];

	if (last)
		name_operand(p, row, o->taken);
	else
		note_value(p, row, word);
	if (++o->taken < options_operands(row))
		return;
	o->taken = 0;
	if (++o->at == o->n)
		o->at = o->n = 0;
}

static void
pass_option(struct place *p, struct owing *o, const char *word, bool last)
{
	const struct options_row *row;
	const char *value = strchr(word, '=');

	if (word[1] == '-' && value) {
		row = options_named(p->table, word + 2,
				    (size_t)(value - word) - 2);
		p->before = (size_t)(value - word) + 1;
		p->kind = PLACE_OPERAND;
		if (row && options_operands(row) == 1 && last)
			name_operand(p, row, 0);
		else if (row)
			note_value(p, row, value + 1);
	} else if (last) {
		p->kind = PLACE_OPTION;
	} else if (word[1] == '-') {
		owe(o, options_named(p->table, word + 2, strlen(word + 2)));
	} else {
		while (*++word)
			owe(o, options_lettered(p->table, *word));
	}
}

void
place_find(struct place *ret, const struct options_row *table,
	   char *const *word, int n)
{
	struct owing owing = { .n = 0 };
	bool ended = false;
	int i;

	*ret = (struct place){ .table = table, .word = "", .kind = PLACE_WORD };
	for (i = 1; i < n; i++) {
		const char *w = word[i];
		bool last = i == n - 1;

		ret->word = w;
		ret->before = 0;
		ret->kind = PLACE_WORD;
		if (owing.n)
			pay(ret, &owing, w, last);
		else if (!ended && !last && !strcmp(w, "--"))
			ended = true;
		else if (!ended && *w == '-' && (w[1] || last))
			pass_option(ret, &owing, w, last);
		else if (!last && ret->words++ == 0)
			ret->first = w;
	}
}
