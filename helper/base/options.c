#include "helper/base/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum {
	NEAR_MAX = 32,	 /* bytes of the names that hints are for */
	HELP_COLUMN = 30 /* where the right side of --help starts */
};

static int
operands_count(const struct option_row *row)
{
	return !row->operands ? 0 : strchr(row->operands, ' ') ? 2 : 1;
}

/* Edits that lead from a to b: insert, delete, replace, swap neighbours. */
static int
distance(const char *a, const char *b)
{
	int d[NEAR_MAX + 1][NEAR_MAX + 1], i, j, best;
	int n = (int)strlen(a), m = (int)strlen(b);

	if (n > NEAR_MAX || m > NEAR_MAX)
		return NEAR_MAX;
	for (i = 0; i <= n; i++) {
		for (j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	}
	return d[n][m];
}

static void
hint_help(void)
{
	msg_hint("%s --help lists the options", msg_program());
}

static bool
is_shown(const struct option_row *row)
{
	return row->help && row->id != OPTIONS_ELSEWHERE;
}

/* Names are never abbreviated, but what was meant can be told. */
static void
hint_near(const struct option_row *table, const char *typed)
{
	const struct option_row *row, *near = NULL;
	size_t n = strlen(typed);
	int best = n > 4 ? 3 : 2, far;

	for (row = table; row->id; row++) {
		if (!row->name || !is_shown(row))
			continue;
		far = n > 1 && !strncmp(row->name, typed, n) ?
			      0 :
			      distance(typed, row->name);
		if (far < best) {
			best = far;
			near = row;
		}
	}
	if (near)
		msg_hint("did you mean --%s?", near->name);
	else
		hint_help();
}

/* `row` is no option at all, or one of some other tool. */
static int
unknown(const struct options *o, const struct option_row *row)
{
	msg_error("unknown option %s", o->spelled);
	if (row->id)
		msg_hint("%s", row->help);
	else
		hint_near(o->table, o->longname + 2);
	return OPTIONS_BAD;
}

static int
take_operands(struct options *o, const struct option_row *row)
{
	int i, n = operands_count(row);

	if (o->argc - o->at <= n) {
		msg_error("%s needs %s", o->spelled, row->operands);
		if (o->bundle && *o->bundle)
			msg_hint("the value of %s is the next word",
				 o->spelled);
		return OPTIONS_BAD;
	}
	for (i = 0; i < n; i++)
		o->value[i] = o->argv[++o->at];
	return row->id;
}

static int
next_long(struct options *o, const char *text)
{
	const struct option_row *row;
	const char *value = strchr(text, '=');
	size_t n = value ? (size_t)(value - text) : strlen(text);

	snprintf(o->longname, sizeof o->longname, "--%.*s", (int)n, text);
	o->spelled = o->longname;
	for (row = o->table; row->id; row++) {
		if (row->name && !strncmp(row->name, text, n) && !row->name[n])
			break;
	}
	if (!row->id || row->id == OPTIONS_ELSEWHERE)
		return unknown(o, row);
	if (!value)
		return take_operands(o, row);
	if (operands_count(row) == 1) {
		o->value[0] = value + 1;
		return row->id;
	}
	if (row->operands)
		msg_error("%s takes %s as the next words, not after '='",
			  o->spelled, row->operands);
	else
		msg_error("%s takes no value", o->spelled);
	return OPTIONS_BAD;
}

/* An unknown letter is named alone, not with the word it stands in: after a
 * letter of some other tool that word may be a secret. */
static int
unknown_letter(const struct options *o, const char *p)
{
	const struct option_row *row;
	int n = 1;

	while (((unsigned char)p[n] & 0xc0) == 0x80)
		n++;
	msg_error("unknown option -%.*s", n, p);
	for (row = o->table; row->id; row++) {
		if (row->letter && row->letter == p[-1] && row->operands)
			msg_hint("the value of -%c is the next word",
				 row->letter);
	}
	hint_help();
	return OPTIONS_BAD;
}

static int
next_letter(struct options *o)
{
	const struct option_row *row;
	char c = *o->bundle;

	for (row = o->table; row->id; row++) {
		if (row->letter && row->letter == c)
			break;
	}
	if (!row->id)
		return unknown_letter(o, o->bundle);
	o->bundle++;
	snprintf(o->letter, sizeof o->letter, "-%c", c);
	o->spelled = o->letter;
	if (row->id == OPTIONS_ELSEWHERE)
		return unknown(o, row);
	return take_operands(o, row);
}

int
options_next(struct options *o)
{
	const char *word;

	o->value[0] = o->value[1] = o->spelled = NULL;
	if (o->bundle && *o->bundle)
		return next_letter(o);
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
		return next_long(o, word + 2);
	o->bundle = word + 1;
	return next_letter(o);
}

int
options_number(const struct options *o, const char *text, long min, long max,
	       long *ret)
{
	long n = -1;

	errno = 0;
	if (*text && !text[strspn(text, "0123456789")])
		n = strtol(text, NULL, 10);
	if (errno || n < min || n > max) {
		msg_error("%s takes a whole number from %ld to %ld", o->spelled,
			  min, max);
		return EX_BAD_USAGE;
	}
	*ret = n;
	return 0;
}

/* "  -t, --min-ttl SEC" */
static int
left_side(const struct option_row *row, char *ret, size_t size)
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
put_rows(const struct option_row *table, FILE *to)
{
	const struct option_row *row;
	char left[128];

	for (row = table; row->id; row++) {
		if (!is_shown(row))
			continue;
		if (!row->letter && !row->name) {
			fprintf(to, "\n%s:\n", row->help);
			continue;
		}
		if (left_side(row, left, sizeof left) >= HELP_COLUMN)
			fprintf(to, "%s\n%*s%s\n", left, HELP_COLUMN, "",
				row->help);
		else
			fprintf(to, "%-*s%s\n", HELP_COLUMN, left, row->help);
	}
}

int
options_help(const char *usage, const struct option_row *table)
{
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	int status;

	if (!to)
		return msg_no_memory();
	fputs(usage, to);
	put_rows(table, to);
	status = fclose(to) ? msg_no_memory() : output_write(text, n);
	free(text);
	return status;
}
