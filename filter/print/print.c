#include "filter/print/print.h"

#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jq.h>

#include "filter/print/terminal.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum {
	FULL = 1 << 16,	  /* bytes: write when there are this many */
	PLAIN_DIGITS = 15 /* so many every libjq prints as they are */
};

static ssize_t
print_take(void *cookie, const char *bytes, size_t n)
{
	struct print *p = cookie;

	buf_add(&p->out, bytes, n);
	return (ssize_t)n;
}

static int
print_dump_flags(const struct slicing *how, bool terminal)
{
	const char *no_colour = getenv("NO_COLOR");
	int flags = 0;

	if (how->indent == INDENT_TAB)
		flags = JV_PRINT_PRETTY | JV_PRINT_TAB;
	else if (how->indent != INDENT_COMPACT)
		flags = JV_PRINT_INDENT_FLAGS((int)how->indent);
	if (how->sort)
		flags |= JV_PRINT_SORTED;
	if (how->ascii)
		flags |= JV_PRINT_ASCII;
	if (how->no_colour)
		return flags;
	if (how->colour || (terminal && !(no_colour && *no_colour)))
		flags |= JV_PRINT_COLOR;
	return flags;
}

/* Split JQ_COLORS, for the texts that we print without libjq. */
static void
print_pick_colours(struct print *p, const char *chosen)
{
	static const char *const usual[JSON_COLOURS] = { "0;90", "0;39", "0;39",
							 "0;39", "0;32", "1;39",
							 "1;39", "34;1" };
	char *at = output_copy(chosen);

	p->palette = at;
	memcpy(p->colour, usual, sizeof usual);
	for (int i = 0; *at && i < JSON_COLOURS; i++) {
		size_t n = strspn(at, "0123456789;");
		bool last = !at[n];

		if (!last && at[n] != ':')
			break;
		p->colour[i] = at;
		at[n] = '\0';
		at += n + !last;
	}
}

void
print_open(struct print *p, const struct slicing *how)
{
	const cookie_io_functions_t functions = { .write = print_take };
	char *colours = getenv("JQ_COLORS");

	memset(p, 0, sizeof *p);
	p->how = how;
	p->out.max = TERMINAL_MAX;
	p->terminal = isatty(STDOUT_FILENO);
	p->flags = print_dump_flags(how, p->terminal);
	p->dump = fopencookie(p, "w", functions);
	if (!p->dump)
		output_no_memory(NULL);
	/* libjq writes byte by byte; locking would take a third of the time. */
	__fsetlocking(p->dump, FSETLOCKING_BYCALLER);
	if (!(p->flags & JV_PRINT_COLOR))
		return;
	if (colours && !jq_set_colors(colours))
		msg_warn("JQ_COLORS is not understood");
	print_pick_colours(p, colours ? colours : "");
}

void
print_free(struct print *p)
{
	if (p->dump)
		fclose(p->dump);
	buf_free(&p->out);
	free(p->palette);
}

int
print_flush(struct print *p)
{
	if (p->terminal && p->out.len)
		msg_progress(NULL);
	if (!p->failed)
		p->failed = output_write(buf_text(&p->out), p->out.len);
	buf_clear(&p->out);
	return p->failed;
}

/* Make what follows `from` safe for a terminal. */
static void
print_tame(struct print *p, size_t from, bool raw)
{
	struct buf shown = BUF(TERMINAL_MAX);

	if (!p->terminal || p->out.len == from)
		return;
	terminal_show(p->out.data + from, p->out.len - from, raw, &shown);
	p->out.len = from;
	buf_add(&p->out, buf_text(&shown), shown.len);
	buf_free(&shown);
}

static int
print_end_line(struct print *p, const char *end, size_t n)
{
	buf_add(&p->out, end, n);
	if (p->out.len < FULL && !p->terminal && !p->how->unbuffered)
		return p->failed;
	return print_flush(p);
}

/* End a value that begins at `from` and is whole in `out`. */
static int
print_end_value(struct print *p, size_t from, bool raw)
{
	print_tame(p, from, raw);
	if (p->how->raw0)
		return print_end_line(p, "", 1);
	return print_end_line(p, "\n", !p->how->join);
}

static int
print_dump(struct print *p, jv value, int flags, size_t from)
{
	jv_dumpf(value, p->dump, flags);
	fflush(p->dump);
	return print_end_value(p, from, false);
}

static int
print_raw(struct print *p, jv string)
{
	const char *bytes = jv_string_value(string);
	size_t n = (size_t)jv_string_length_bytes(jv_copy(string));
	size_t from = p->out.len;
	bool refused = p->how->raw0 && memchr(bytes, '\0', n);

	if (p->how->ascii)
		return print_dump(p, string, JV_PRINT_ASCII, from);
	if (!refused)
		buf_add(&p->out, bytes, n);
	jv_free(string);
	return refused ? EX_INPUT : print_end_value(p, from, true);
}

/* Whether strings are printed without quotes. */
static bool
print_is_raw(const struct print *p)
{
	return p->how->raw || p->how->join || p->how->raw0;
}

int
print_value(struct print *p, jv value)
{
	size_t from = p->out.len;

	if (jv_get_kind(value) == JV_KIND_STRING && print_is_raw(p))
		return print_raw(p, value);
	if (p->how->seq)
		buf_addc(&p->out, '\x1e');
	return print_dump(p, value, p->flags, from);
}

bool
print_is_plain(const struct print *p, const struct text *t)
{
	const char *s = t->bytes;
	bool string = *s == '"', number = *s >= '0' && *s <= '9';

	if (p->flags & JV_PRINT_COLOR)
		return false;
	if (*s == 'n' || *s == 't' || *s == 'f')
		return true;
	if ((!string || t->escaped) && (!number || t->n > PLAIN_DIGITS))
		return false;
	for (size_t i = 0; string && i < t->n; i++)
		if ((unsigned char)s[i] >= 0x7f)
			return false;
	for (size_t i = 0; number && i < t->n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

int
print_plain(struct print *p, const struct text *t)
{
	size_t from = p->out.len;
	bool raw = *t->bytes == '"' && print_is_raw(p);

	if (p->how->seq && !raw)
		buf_addc(&p->out, '\x1e');
	buf_add(&p->out, t->bytes + raw, t->n - 2 * raw);
	return print_end_value(p, from, raw);
}

int
print_text(struct print *p, const struct text *t)
{
	size_t from = p->out.len;

	/* An indented text grows with the square of its depth. */
	if (!p->terminal || p->how->indent == INDENT_COMPACT ||
	    t->depth > JSON_DEPTH_MAX)
		json_compact(t, &p->out);
	else
		json_indent(t, p->palette ? p->colour : NULL, &p->out);
	print_tame(p, from, false);
	return print_end_line(p, "\n", 1);
}
