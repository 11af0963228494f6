#include "filter/complete/complete.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filter/cli/get_options.h"
#include "filter/complete/bash.h"
#include "filter/complete/names.h"
#include "filter/complete/place.h"
#include "filter/complete/words.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/cli/command.h"

enum {
	PATIENCE = 2,	      /* seconds */
	ANSWER_MAX = 64 << 20 /* bytes; a folder may hold many files */
};

struct completion {
	const char *shell;
	struct bash_line line; /* only for bash */
	struct place place;
	unsigned verb;	 /* of port-token: the mark of its options */
	bool is_token;	 /* the program is port-token */
	const char *how; /* the first line of the answer */
	struct candidates found;
};

/* The answer to print if Port takes too long. */
static struct buf early = BUF(ANSWER_MAX);

/* io_write calls only write and poll, which a handler may call. */
static void
on_alarm(int signal)
{
	(void)signal;
	io_write(STDOUT_FILENO, early.data, early.len); /* NOLINT */
	_exit(0);
}

static bool
is_bash(const struct completion *c)
{
	return !strcmp(c->shell, "bash");
}

static void
add(struct completion *c, const char *word, const char *help)
{
	candidates_add(&c->found, word, strlen(word), help);
}

static void
offer_options(struct completion *c)
{
	const struct options_row *row;
	char word[64];

	for (row = c->place.table; row->help; row = options_after(row)) {
		if (row->kind == OPTIONS_HEADING ||
		    (row->mark && c->is_token && !(row->mark & c->verb)))
			continue;
		snprintf(word, sizeof word, "-%c", row->letter);
		if (row->letter)
			add(c, word, row->help);
		snprintf(word, sizeof word, "--%s", row->name);
		if (row->name)
			add(c, word, row->help);
	}
}

static void
offer_commands(struct completion *c)
{
	int verb;

	for (verb = COMMAND_LOGIN; verb < COMMANDS; verb++)
		add(c, command_words[verb].name, command_words[verb].help);
}

static void
offer_values(struct completion *c, const char *const *value)
{
	while (*value)
		add(c, *value++, NULL);
}

/* Offer what needs no answer from Port. */
static void
offer_early(struct completion *c, const char *kind)
{
	static const char *const urls[] = { "eu", "us", NULL };
	const struct place *p = &c->place;
	bool at = p->word[p->before] == '@';

	if (!strcmp(kind, "OPTION"))
		offer_options(c);
	else if (!strcmp(kind, "COMMAND"))
		offer_commands(c);
	else if (!strcmp(kind, "URL"))
		offer_values(c, urls);
	else if (!strcmp(kind, "METHOD"))
		offer_values(c, command_methods);
	else if (!strcmp(kind, "F[,F...]"))
		words_fields(&c->found, p);
	else if (!strcmp(kind, "RESOURCE") && !at)
		words_routes(&c->found, p);
	else if (at &&
		 (!strcmp(kind, "RESOURCE") || !strcmp(kind, "QUERY|@FILE")))
		words_files(&c->found, p);
	else if (!strcmp(kind, "FILE") || !strcmp(kind, "DIR"))
		c->how = *kind == 'F' ? "files" : "directories";
}

static void
offer_late(struct completion *c, const char *kind)
{
	c->found.front = c->place.before;
	if (!strcmp(kind, "NAME"))
		names_profiles(&c->found);
	else if (!strcmp(kind, "F[,F...]"))
		words_properties(&c->found, &c->place);
	else if (!strcmp(kind, "RESOURCE") &&
		 c->place.word[c->place.before] != '@')
		words_names(&c->found, &c->place);
}

/* The kind of the word at the cursor: OPTION, COMMAND, or the name of an
 * operand in the tables of options; "" if nothing can be offered. */
static const char *
kind_of(const struct completion *c)
{
	const struct place *p = &c->place;

	if (c->line.redirected)
		return "FILE";
	if (c->line.expands)
		return "";
	if (p->kind == PLACE_OPTION)
		return "OPTION";
	if (p->kind == PLACE_OPERAND)
		return p->operand;
	if (p->words == 0)
		return c->is_token ? "COMMAND" : "RESOURCE";
	if (c->is_token)
		return "";
	/* Without -f, a FILTER comes between - and its FILEs. */
	return !strcmp(p->first, "-") && p->words > !p->from_file ? "FILE" : "";
}

/* The length of the prefix that all words share, in whole characters. */
static size_t
common_length(const struct candidates *found)
{
	const char *first = found->item[0].text;
	size_t n = strlen(first), k;
	int i;

	for (i = 1; i < found->n; i++) {
		for (k = 0; k < n && first[k] == found->item[i].text[k]; k++)
			;
		n = k;
	}
	while (n > 0 && ((unsigned char)first[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* The first byte that follows the common part once it is quoted. */
static char
quoted_next(const struct completion *c, int i, size_t common)
{
	char next[2] = { c->found.item[i].text[common], '\0' }, first;
	struct buf quoted = BUF(8);

	bash_quote(&quoted, next, c->line.quote);
	first = *buf_text(&quoted);
	buf_free(&quoted);
	return first;
}

/* bash inserts the common prefix of the quoted words. If that would end within
 * an escape, add the common part to the list as a word of its own. If more
 * words match than are offered, add it with a mark after it. */
static int
print_common(const struct completion *c, struct buf *ret)
{
	size_t kept = c->line.kept, n = common_length(&c->found);
	struct buf common = BUF(1 << 16);
	int i = 1, rc;

	while (i < c->found.n && quoted_next(c, i, n) == quoted_next(c, 0, n))
		i++;
	if (i < c->found.n && !c->found.more)
		return 0;
	/* readline may have kept a part of a character. */
	rc = buf_add(&common, c->found.item[0].text + kept,
		     n > kept ? n - kept : 0);
	rc |= bash_quote(ret, buf_text(&common), c->line.quote);
	rc |= buf_adds(ret, c->found.more ? "...more\n" : "\n");
	buf_free(&common);
	return rc;
}

static int
print_bash(const struct completion *c, struct buf *ret)
{
	const struct candidates *found = &c->found;
	int i, rc = 0;

	for (i = 0; i < found->n && !rc; i++) {
		rc = bash_quote(ret, found->item[i].text + c->line.kept,
				c->line.quote);
		/* readline closes the quote only after another byte. */
		if (found->n == 1 && c->line.quote &&
		    ret->data[ret->len - 1] == c->line.quote)
			rc |= buf_addc(ret, c->line.quote);
		rc |= buf_addc(ret, '\n');
	}
	return rc || found->n < 2 ? rc : print_common(c, ret);
}

static int
print_words(const struct completion *c, struct buf *ret)
{
	int i, rc = 0;

	for (i = 0; i < c->found.n && !rc; i++) {
		const struct candidate *w = &c->found.item[i];

		rc = buf_addf(ret, "%s%s%s\n", w->text, w->help ? "\t" : "",
			      w->help ? w->help : "");
	}
	return rc;
}

static int
print(struct completion *c, struct buf *ret)
{
	struct candidates *found = &c->found;
	const char *how = c->how ? c->how : found->more ? "more" : "-";
	const char *only;

	buf_clear(ret);
	candidates_sort(found);
	only = found->n == 1 ? found->item[0].text : NULL;
	if (is_bash(c) && only && strchr(":/.=", only[strlen(only) - 1]))
		how = "nospace";
	if (buf_addf(ret, "%s\n", how) ||
	    (is_bash(c) ? print_bash(c, ret) : print_words(c, ret)))
		return msg_no_memory();
	return 0;
}

/* Find the program, and the verb of port-token. */
static void
find_program(struct completion *c, char **word, int n)
{
	const char *slash = strrchr(word[0], '/');

	c->is_token = !strcmp(slash ? slash + 1 : word[0], "port-token");
	place_find(&c->place, c->is_token ? command_options : get_options, word,
		   n);
	c->verb = 1u << command_verb(c->place.first ? c->place.first : "");
	c->found.word = c->place.word;
	c->found.front = c->place.before;
}

static int
answer(struct completion *c)
{
	const char *kind = kind_of(c);
	struct buf text = BUF(ANSWER_MAX);
	int rc;

	offer_early(c, kind);
	rc = print(c, &early);
	signal(SIGALRM, on_alarm);
	alarm(PATIENCE);
	offer_late(c, kind);
	alarm(0);
	rc = rc ? rc : print(c, &text);
	rc = rc ? rc : output_write(text.data, text.len);
	buf_free(&text);
	return rc;
}

int
complete_run(int argc, char **argv)
{
	struct completion c = { .shell = argc > 2 ? argv[2] : "" };
	int rc = 0;

	if (is_bash(&c) && argc == 5) {
		rc = bash_split(argv[3], argv[4], &c.line);
		if (!rc)
			find_program(&c, c.line.word.word, c.line.word.n);
	} else if (!is_bash(&c) && argc > 4) {
		find_program(&c, argv + 3, argc - 3);
	} else {
		return 0;
	}
	if (!rc)
		rc = answer(&c);
	bash_free(&c.line);
	candidates_free(&c.found);
	buf_free(&early);
	return rc;
}
