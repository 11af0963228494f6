#include "helper/base/options.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "helper/base/msg.h"

const struct options_row *
options_after(const struct options_row *row)
{
	row++;
	return row->more ? row->more : row;
}

int
options_operands(const struct options_row *row)
{
	return !row->operands ? 0 : strchr(row->operands, ' ') ? 2 : 1;
}

const struct options_row *
options_named(const struct options_row *table, const char *name, size_t n)
{
	for (; table->help; table = options_after(table)) {
		if (table->name && !strncmp(table->name, name, n) &&
		    !table->name[n])
			return table;
	}
	return NULL;
}

static const struct options_row *
options_lettered(const struct options_row *table, char letter)
{
	for (; table->help; table = options_after(table)) {
		if (table->letter && table->letter == letter)
			return table;
	}
	return NULL;
}

/* The only option whose name begins so; NULL: none, or several. */
static const struct options_row *
options_only_match(const struct options_row *table, const char *begin)
{
	const struct options_row *found = NULL;
	size_t n = strlen(begin);

	for (; table->help; table = options_after(table)) {
		if (!table->name || strncmp(table->name, begin, n) != 0)
			continue;
		if (found)
			return NULL;
		found = table;
	}
	return n ? found : NULL;
}

bool
options_among(const char *words, const char *word, bool any_case)
{
	int (*differ)(const char *, const char *, size_t) =
		any_case ? strncasecmp : strncmp;
	size_t n;

	for (; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (strlen(word) == n && !differ(words, word, n))
			return true;
	}
	return false;
}

const struct options_habit *
options_habit(const struct options_habit *habits, const char *word)
{
	for (; habits && habits->words; habits++)
		if (options_among(habits->words, word, *word != '-'))
			return habits;
	return NULL;
}

void
options_hint(const struct options_habit *habit)
{
	int n = (int)strcspn(habit->hint, "~");
	const char *rest = habit->hint + n;

	msg_hint("%.*s%s%s", n, habit->hint, *rest ? msg_choice() : "",
		 *rest ? rest + 1 : "");
}

static int
options_unknown(const struct options *o, const char *word)
{
	const struct options_habit *habit = options_habit(o->habits, word);
	const struct options_row *near = NULL;

	if (word[1] == '-')
		near = options_only_match(o->table, word + 2);
	msg_error("unknown option %s", word);
	if (habit)
		options_hint(habit);
	else if (near)
		msg_hint("did you mean --%s?", near->name);
	else
		msg_hint("%s --help lists the options", msg_program());
	return OPTIONS_BAD;
}

/* Name only the letter, not its word: after another tool's letter (curl -u) the
 * rest of the word may be a secret. */
static int
options_unknown_letter(const struct options *o, const struct options_row *taker,
		       const char *letter)
{
	const char *next = o->at + 1 < o->argc ? o->argv[o->at + 1] : NULL;
	char word[8];
	int n = 1;

	while (n < 4 && ((unsigned char)letter[n] & 0xc0) == 0x80)
		n++;
	snprintf(word, sizeof word, "-%.*s", n, letter);
	if (!taker)
		return options_unknown(o, word);
	if (next)
		msg_error("unknown option %s: the %s of -%c is '%s'", word,
			  taker->operands, taker->letter, next);
	else
		msg_error("unknown option %s after -%c", word, taker->letter);
	msg_hint("the value of -%c is the next word: -%c %s", taker->letter,
		 taker->letter, taker->operands);
	return OPTIONS_BAD;
}

/* Every letter of a bundle, before the first of them takes a value. */
static int
options_check_bundle(const struct options *o, const char *letters)
{
	const struct options_row *taker = NULL, *row;

	for (; *letters; letters++) {
		row = options_lettered(o->table, *letters);
		if (!row)
			return options_unknown_letter(o, taker, letters);
		if (!taker && row->operands)
			taker = row;
	}
	return 0;
}

static int
options_store_number(const struct options *o, const struct options_row *row)
{
	const char *text = o->value[0];
	char most[32] = "";
	long n = -1;

	errno = 0;
	if (*text && !text[strspn(text, "0123456789")])
		n = strtol(text, NULL, 10);
	if (!errno && n >= row->min && n <= row->max) {
		*(long *)((char *)o->target + row->target) = n;
		return 0;
	}
	if (row->max < LONG_MAX)
		snprintf(most, sizeof most, " to %ld", row->max);
	msg_error("%s takes a whole number from %ld%s, not '%s'", o->spelled,
		  row->min, most, text);
	return OPTIONS_BAD;
}

static int
options_store(struct options *o, const struct options_row *row)
{
	char *at;
	int rc = 0;

	o->row = row;
	if (!o->target)
		return OPTIONS_STORED;
	at = (char *)o->target + row->target;
	if (row->kind == OPTIONS_FLAG)
		*(bool *)at = true;
	if (row->kind == OPTIONS_SET)
		*(long *)at = row->min;
	if (row->kind == OPTIONS_NUMBER)
		rc = options_store_number(o, row);
	if (row->kind == OPTIONS_TEXT) {
		if (!*o->value[0]) {
			msg_error("%s: %s is empty", o->spelled, row->operands);
			return OPTIONS_BAD;
		}
		*(const char **)at = o->value[0];
	}
	return rc ? rc : row->id ? row->id : OPTIONS_STORED;
}

static int
options_take_operands(struct options *o, const struct options_row *row)
{
	int i, n = options_operands(row);

	o->row = row;
	if (o->argc - o->at <= n) {
		msg_error("%s needs %s", o->spelled, row->operands);
		if (o->bundle && *o->bundle)
			msg_hint("the value of %s is the next word: %s %s",
				 o->spelled, o->spelled, row->operands);
		return OPTIONS_BAD;
	}
	for (i = 0; i < n; i++)
		o->value[i] = o->argv[++o->at];
	return options_store(o, row);
}

static int
options_next_long(struct options *o, const char *text)
{
	const struct options_row *row;
	const char *value = strchr(text, '=');
	size_t n = value ? (size_t)(value - text) : strlen(text);

	snprintf(o->longname, sizeof o->longname, "--%.*s", (int)n, text);
	o->spelled = o->longname;
	row = options_named(o->table, text, n);
	if (!row)
		return options_unknown(o, o->longname);
	if (!value)
		return options_take_operands(o, row);
	if (options_operands(row) == 1) {
		o->value[0] = value + 1;
		return options_store(o, row);
	}
	if (row->operands)
		msg_error("%s takes %s as the next words, not after '='",
			  o->spelled, row->operands);
	else
		msg_error("%s takes no value", o->spelled);
	return OPTIONS_BAD;
}

static int
options_next_letter(struct options *o)
{
	char c = *o->bundle++;
	const struct options_row *row = options_lettered(o->table, c);

	snprintf(o->letter, sizeof o->letter, "-%c", c);
	o->spelled = o->letter;
	/* options_check_bundle has seen that there is one. */
	return row ? options_take_operands(o, row) : OPTIONS_BAD;
}

int
options_next(struct options *o)
{
	const char *word;

	o->row = NULL;
	o->value[0] = o->value[1] = o->spelled = NULL;
	if (o->bundle && *o->bundle)
		return options_next_letter(o);
	o->bundle = NULL;
	if (o->at + 1 >= o->argc)
		return OPTIONS_END;
	word = o->argv[++o->at];
	if (!o->ended && !strcmp(word, "--")) {
		o->ended = true;
		return options_next(o);
	}
	if (o->ended || word[0] != '-' || !word[1]) {
		o->value[0] = word;
		return OPTIONS_WORD;
	}
	if (word[1] == '-')
		return options_next_long(o, word + 2);
	if (options_check_bundle(o, word + 1))
		return OPTIONS_BAD;
	o->bundle = word + 1;
	return options_next_letter(o);
}
