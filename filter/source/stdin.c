#include "filter/source/source.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filter/cli/guess.h"
#include "helper/json/scan.h"
#include "helper/base/buf.h"
#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum { CHUNK = 1 << 16 };

/* Finds the end of each text byte by byte, so that a growing text is scanned
 * only once; then checks it. */
struct texts {
	struct source source;
	struct buf bytes;
	size_t start;	     /* of the text */
	size_t at;	     /* looked at so far */
	unsigned long depth; /* of brackets at `at` */
	unsigned long line;
	bool in_string, escaped;
	bool scalar; /* in a number or word outside brackets */
	bool found;  /* a text */
	bool begun;  /* past the place of a byte order mark */
	bool nul;    /* a NUL was read; what follows does not count */
	bool ended;  /* stdin */
};

/* Look at one more byte. Returns whether it is the last of a text. */
static bool
stdin_look(struct texts *t, char c)
{
	if (t->in_string) {
		if (t->escaped)
			t->escaped = false;
		else if (c == '\\')
			t->escaped = true;
		else
			t->in_string = c != '"';
		return !t->in_string && t->depth == 0;
	}
	switch (c) {
	case '"':
		t->in_string = true;
		return false;
	case '{':
	case '[':
		t->depth++;
		return false;
	case '}':
	case ']':
		return t->depth == 0 || --t->depth == 0;
	default:
		t->scalar |= t->depth == 0 && !json_is_space(c);
		return false;
	}
}

/* The end of the text that begins at `start`; 0: not there yet. A number or
 * word ends before the byte after it. */
static size_t
stdin_find_end(struct texts *t)
{
	for (; t->at < t->bytes.len; t->at++) {
		char c = t->bytes.data[t->at];

		if (t->scalar && memchr(" \t\r\n\"[]{}", c, 9)) {
			t->scalar = false;
			return t->at;
		}
		t->line += c == '\n';
		if (stdin_look(t, c))
			return ++t->at;
	}
	if (t->ended && t->scalar) {
		t->scalar = false;
		return t->at;
	}
	return 0;
}

static enum source_step
stdin_fail(struct texts *t, const char *why)
{
	msg_error("parse error: %s at line %lu", why, t->line);
	t->source.status = EX_INPUT;
	return SOURCE_FAILED;
}

static enum source_step
stdin_refuse(struct texts *t)
{
	enum source_step step = stdin_fail(t, "no JSON");

	if (!t->found && guess_are_names(t->bytes.data, t->bytes.len))
		guess_hint_names();
	return step;
}

/* Drop the texts that were returned, and white space before the next one. */
static void
stdin_drop(struct texts *t)
{
	if (t->depth == 0 && !t->in_string && !t->scalar)
		t->start = t->at;
	t->bytes.len -= t->start;
	if (t->start > 0 && t->bytes.len > 0)
		memmove(t->bytes.data, t->bytes.data + t->start, t->bytes.len);
	t->at -= t->start;
	t->start = 0;
}

static int
stdin_read_more(struct texts *t)
{
	struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };
	char *room, *nul;
	ssize_t n;

	stdin_drop(t);
	room = buf_room(&t->bytes, CHUNK);
	if (!room) {
		msg_error("<stdin>: a text larger than %d MiB at line %lu",
			  FILE_MAX >> 20, t->line);
		return EX_INPUT;
	}
	if (poll(&wait, 1, 0) == 0)
		source_flush(&t->source);
	n = io_read(STDIN_FILENO, room, CHUNK);
	if (n < 0) {
		msg_error("<stdin>: %s", strerror(errno));
		return EX_BAD_USAGE;
	}
	nul = memchr(room, '\0', (size_t)n);
	t->nul = nul;
	t->ended = n == 0 || nul;
	t->bytes.len += nul ? (size_t)(nul - room) : (size_t)n;
	return 0;
}

static enum source_step
stdin_end(struct texts *t)
{
	if (t->nul)
		return stdin_fail(t, "a NUL byte, which is not JSON,");
	if (t->depth > 0 || t->in_string)
		return stdin_fail(t, "an unfinished text");
	return SOURCE_END;
}

/* Skip a byte order mark at the start, as jq does. */
static void
stdin_skip_mark(struct texts *t, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf";

	t->begun = true;
	if (n >= sizeof mark - 1 &&
	    !memcmp(t->bytes.data, mark, sizeof mark - 1))
		t->start += sizeof mark - 1;
}

static enum source_step
stdin_next(struct source *s, struct text *ret)
{
	struct texts *t = (struct texts *)s;
	size_t found, n;
	int rc;

	while (!(found = stdin_find_end(t))) {
		if (t->ended)
			return stdin_end(t);
		rc = stdin_read_more(t);
		if (rc) {
			s->status = rc;
			return SOURCE_FAILED;
		}
	}
	if (!t->begun) {
		stdin_skip_mark(t, found);
		if (t->start == found)
			return stdin_next(s, ret);
	}
	n = found - t->start;
	if (json_value(t->bytes.data + t->start, n, ret) != n)
		return stdin_refuse(t);
	t->found = true;
	t->start = found;
	return SOURCE_TEXT;
}

static void
stdin_close(struct source *s)
{
	buf_free(&((struct texts *)s)->bytes);
	free(s);
}

struct source *
stdin_open(void)
{
	struct texts *t = output_memory(1, sizeof *t);

	t->source.next = stdin_next;
	t->source.close = stdin_close;
	t->bytes.max = FILE_MAX;
	t->line = 1;
	return &t->source;
}
