#include "filter/complete/complete.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "filter/complete/bash.h"
#include "filter/complete/completion.h"
#include "helper/base/io.h"
#include "helper/cli/command.h"

enum {
	TIME_MAX = 2,	      /* seconds */
	ANSWER_MAX = 64 << 20 /* bytes; a folder may hold many files */
};

/* The answer to print if Port takes too long. */
static struct buf early = BUF(ANSWER_MAX);

/* io_write calls only write and poll, which a handler may call. */
static void
complete_on_alarm(int signal)
{
	(void)signal;
	io_write(STDOUT_FILENO, early.data, early.len); /* NOLINT */
	_exit(0);
}

static void
complete_offer_options(struct completion *c)
{
	char word[64];

	for (const struct options_row *row = c->table; row->help;
	     row = options_after(row)) {
		if (row->kind == OPTIONS_HEADING ||
		    (row->mark && c->mark && !(row->mark & c->mark)))
			continue;
		snprintf(word, sizeof word, "-%c", row->letter);
		if (row->letter)
			candidates_add(c, word, row->help);
		snprintf(word, sizeof word, "--%s", row->name);
		if (row->name)
			candidates_add(c, word, row->help);
	}
}

static void
complete_offer_commands(struct completion *c)
{
	for (int verb = COMMAND_LOGIN; verb < COMMANDS; verb++)
		candidates_add(c, command_words[verb].name,
			       command_words[verb].help);
}

static void
complete_offer_urls(struct completion *c)
{
	candidates_add(c, "eu", NULL);
	candidates_add(c, "us", NULL);
}

static void
complete_offer_methods(struct completion *c)
{
	for (const char *const *method = command_methods; *method; method++)
		candidates_add(c, *method, NULL);
}

/* What is offered for each kind of word: first what needs no answer from Port
 * or the keyring, then what does. */
static const struct offers {
	const char *kind;
	void (*early)(struct completion *c);
	void (*late)(struct completion *c);
	const char *how;
} table[] = { { "OPTION", complete_offer_options, NULL, NULL },
	      { "COMMAND", complete_offer_commands, NULL, NULL },
	      { "URL", complete_offer_urls, NULL, NULL },
	      { "METHOD", complete_offer_methods, NULL, NULL },
	      { "RESOURCE", words_resources, words_names, NULL },
	      { "QUERY|@FILE", words_files, NULL, NULL },
	      { "F[,F...]", words_fields, words_properties, NULL },
	      { "NAME", NULL, names_profiles, NULL },
	      { "FILE", NULL, NULL, "files" },
	      { "DIR", NULL, NULL, "directories" },
	      { NULL, NULL, NULL, NULL } };

static void
complete_print_words(const struct completion *c, struct buf *ret)
{
	for (int i = 0; i < c->n; i++) {
		const struct candidate *w = &c->item[i];

		buf_addf(ret, "%s%s%s\n", w->text, w->help ? "\t" : "",
			 w->help ? w->help : "");
	}
}

static void
complete_print(struct completion *c, const char *how, struct buf *ret)
{
	const char *only;

	candidates_sort(c);
	only = c->n == 1 ? c->item[0].text : NULL;
	if (c->line && only && strchr(":/.=", only[strlen(only) - 1]))
		how = "nospace";
	else if (!how)
		how = c->more ? "more" : "-";
	buf_addf(ret, "%s\n", how);
	if (c->line)
		bash_print(c, ret);
	else
		complete_print_words(c, ret);
}

/* What is offered for the word at the cursor. */
static const struct offers *
complete_find_offers(const struct completion *c)
{
	const struct offers *row = table;
	const char *kind = c->kind;

	if (c->line && c->line->redirected)
		kind = "FILE";
	else if (c->line && c->line->expands)
		kind = "";
	while (row->kind && strcmp(row->kind, kind) != 0)
		row++;
	return row;
}

static int
complete_answer(struct completion *c)
{
	const struct offers *offers = complete_find_offers(c);
	struct buf text = BUF(ANSWER_MAX);

	c->from = c->before;
	if (offers->early)
		offers->early(c);
	complete_print(c, offers->how, &early);
	signal(SIGALRM, complete_on_alarm);
	alarm(TIME_MAX);
	c->from = c->before;
	if (offers->late)
		offers->late(c);
	alarm(0);
	complete_print(c, offers->how, &text);
	return buf_print(&text);
}

int
complete_run(int argc, char **argv)
{
	bool bash = argc > 2 && !strcmp(argv[2], "bash");
	struct completion c = { 0 };
	struct bash_line line = { 0 };
	int rc;

	if (argc < 5 || (bash && argc != 5))
		return 0;
	if (bash) {
		c.line = &line;
		bash_split(argv[3], argv[4], &line);
		place_find(&c, line.word.word, line.word.n);
	} else {
		place_find(&c, argv + 3, argc - 3);
	}
	rc = complete_answer(&c);
	bash_free(&line);
	candidates_free(&c);
	buf_free(&early);
	return rc;
}
