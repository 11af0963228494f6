#include "filter/complete/bash.h"

#include <stdlib.h>
#include <string.h>

#include "filter/complete/completion.h"
#include "helper/base/output.h"

/* The state of reading a line. */
struct bash_reader {
	struct bash_line *line;
	const char *breaks;
	struct buf word;
	bool begun;	 /* a word has begun, even if it is only an empty one in
			    quotes */
	bool redirected; /* the word follows < or > */
	size_t open;	 /* bytes of the word before the last opening quote */
	size_t broken;	 /* bytes of the word up to its last break */
};

static void
bash_put_byte(struct bash_reader *r, char c)
{
	r->begun = true;
	if (buf_addc(&r->word, c))
		output_no_memory(NULL);
}

static void
bash_start_word(struct bash_reader *r)
{
	buf_clear(&r->word);
	r->begun = r->line->expands = false;
	r->open = r->broken = 0;
}

static void
bash_end_word(struct bash_reader *r)
{
	if (r->begun && !r->redirected)
		strings_add(&r->line->word, buf_text(&r->word), r->word.len);
	if (r->begun)
		r->redirected = false;
	bash_start_word(r);
}

/* `2>`: the number is not a word. */
static void
bash_redirect(struct bash_reader *r)
{
	const char *word = buf_text(&r->word);

	if (r->begun && !word[strspn(word, "0123456789")])
		bash_start_word(r);
	bash_end_word(r);
	r->redirected = true;
}

/* Inside double quotes. Returns the last byte it has used. */
static const char *
bash_in_double(struct bash_reader *r, const char *p)
{
	if (*p == '"') {
		r->line->quote = 0;
	} else if (*p == '\\' && p[1] && strchr("$`\"\\", p[1])) {
		bash_put_byte(r, *++p);
	} else {
		r->line->expands |= *p == '$' || *p == '`';
		bash_put_byte(r, *p);
	}
	return p;
}

/* Add a byte outside quotes. Some end a piece for readline; it keeps $ and @ in
 * the next piece (bash's rl_special_prefixes). */
static void
bash_put_bare(struct bash_reader *r, char c)
{
	bool at_break = strchr(r->breaks, c), kept = !strchr("$@", c);

	if (at_break && !kept)
		r->broken = r->word.len;
	bash_put_byte(r, c);
	if (at_break && kept)
		r->broken = r->word.len;
}

static const char *
bash_outside(struct bash_reader *r, const char *p)
{
	if (strchr(" \t\n", *p)) {
		bash_end_word(r);
	} else if (*p == '\'' || *p == '"') {
		r->line->quote = *p;
		r->begun = true;
		r->open = r->word.len;
	} else if (*p == '\\') {
		r->begun = true;
		if (p[1])
			bash_put_byte(r, *++p);
	} else if (*p == '<' || *p == '>') {
		bash_redirect(r);
	} else {
		r->line->expands |= strchr("$`|;&()", *p) != NULL;
		bash_put_bare(r, *p);
	}
	return p;
}

void
bash_split(const char *line, const char *breaks, struct bash_line *ret)
{
	struct bash_reader r = { .line = ret,
				 .breaks = breaks,
				 .word = BUF(1 << 20) };
	const char *p;

	*ret = (struct bash_line){ 0 };
	for (p = line; *p; p++) {
		if (ret->quote == '\'' && *p == '\'')
			ret->quote = 0;
		else if (ret->quote == '\'')
			bash_put_byte(&r, *p);
		else if (ret->quote)
			p = bash_in_double(&r, p);
		else
			p = bash_outside(&r, p);
	}
	ret->kept = ret->quote ? r.open : r.broken;
	ret->redirected = r.redirected;
	strings_add(&ret->word, buf_text(&r.word), r.word.len);
	buf_free(&r.word);
}

void
bash_free(struct bash_line *l)
{
	strings_free(&l->word);
}

void
bash_quote(struct buf *ret, const char *text, char quote)
{
	static const char bare[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_-./:,@%+=";

	for (; *text; text++) {
		char c = *text;

		if (quote == '\'' && c == '\'')
			buf_adds(ret, "'\\''");
		else if (quote == '"' && c == '!')
			buf_adds(ret, "\"\\!\""); /* history */
		else if (quote ? quote == '"' && strchr("$`\"\\", c) :
				 !((unsigned char)c & 0x80) && !strchr(bare, c))
			buf_addf(ret, "\\%c", c);
		else
			buf_addc(ret, c);
	}
}

/* The length of the prefix that all words share, in whole characters. */
static size_t
bash_common_length(const struct completion *c)
{
	const char *first = c->item[0].text;
	size_t n = strlen(first), k;

	for (int i = 1; i < c->n; i++) {
		for (k = 0; k < n && first[k] == c->item[i].text[k]; k++)
			;
		n = k;
	}
	while (n > 0 && ((unsigned char)first[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* The first byte of what follows the common part, once it is quoted. */
static char
bash_quoted_next(const struct completion *c, int i, size_t common)
{
	char next[2] = { c->item[i].text[common], '\0' }, first;
	struct buf quoted = BUF(8);

	bash_quote(&quoted, next, c->line->quote);
	first = *buf_text(&quoted);
	buf_free(&quoted);
	return first;
}

/* bash inserts the common prefix of the quoted words. If that would end within
 * an escape, add the common part to the list as a word of its own. If more
 * words match than are offered, add it with a mark after it. */
static void
bash_print_common(const struct completion *c, struct buf *ret)
{
	size_t kept = c->line->kept, n = bash_common_length(c);
	char *common;
	int i = 1;

	while (i < c->n &&
	       bash_quoted_next(c, i, n) == bash_quoted_next(c, 0, n))
		i++;
	if (i < c->n && !c->more)
		return;
	/* readline may have kept a part of a character. */
	common = output_copy_part(c->item[0].text + kept,
				  n > kept ? n - kept : 0);
	bash_quote(ret, common, c->line->quote);
	buf_adds(ret, c->more ? "...more\n" : "\n");
	free(common);
}

void
bash_print(const struct completion *c, struct buf *ret)
{
	const struct bash_line *l = c->line;

	for (int i = 0; i < c->n; i++) {
		bash_quote(ret, c->item[i].text + l->kept, l->quote);
		/* readline closes the quote only after another byte. */
		if (c->n == 1 && l->quote && !ret->failed &&
		    ret->data[ret->len - 1] == l->quote)
			buf_addc(ret, l->quote);
		buf_addc(ret, '\n');
	}
	if (c->n > 1)
		bash_print_common(c, ret);
}
