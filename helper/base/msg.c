#include "helper/base/msg.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "helper/base/control.h"
#include "helper/base/exits.h"

/* Bytes of one line, more is cut: a cursor fits, and a pipe takes it whole. */
enum {
	LINE = 4095,
	ABOUT = 3072 /* of them for what it is about: an error that
			is not told would leave nothing to go by */
};

static const char *program = "port";
static bool quiet;
static bool verbose;
static bool hinted;
static bool progress_shown;
static const char *about;

void
msg_init(const char *name)
{
	program = name;
}

const char *
msg_program(void)
{
	return program;
}

void
msg_level(bool be_quiet, bool be_verbose)
{
	quiet = be_quiet;
	verbose = be_verbose;
}

static void
write_all(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t k = write(STDERR_FILENO, s, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return; /* nobody left to tell */
		s += k;
		n -= (size_t)k;
	}
}

/* One line in one write, so that lines of parallel jobs do not mix. */
__attribute__((format(printf, 3, 0))) static void
line(const char *head, const char *kind, const char *format, va_list args)
{
	char text[LINE + 2];
	size_t from = 0, to = 0, n;
	int k;

	msg_progress(NULL);
	k = snprintf(text, LINE, "%s%s%s", head, *head ? ": " : "", kind);
	n = k < 0 ? 0 : (size_t)k < LINE ? (size_t)k : LINE - 1;
	k = vsnprintf(text + n, LINE - n, format, args);
	if (k > 0)
		n += (size_t)k < LINE - n ? (size_t)k : LINE - n - 1;
	while (from < n) {
		size_t c = control_at(text + from, n - from);

		text[to++] = c ? '?' : text[from];
		from += c ? c : 1;
	}
	text[to++] = '\n';
	write_all(text, to);
}

#define LINE_OF(head, kind)                                                    \
	do {                                                                   \
		va_list args;                                                  \
		va_start(args, format);                                        \
		line(head, kind, format, args);                                \
		va_end(args);                                                  \
	} while (0)

void
msg_about(const char *what)
{
	about = what;
}

void
msg_error(const char *format, ...)
{
	char what[ABOUT + 3] = "";

	if (about)
		snprintf(what, sizeof what, "%.*s: ", ABOUT, about);
	LINE_OF(program, what);
}

int
msg_no_memory(void)
{
	msg_error("out of memory");
	return EX_INTERNAL;
}

void
msg_hint(const char *format, ...)
{
	if (quiet || hinted)
		return;
	hinted = true;
	LINE_OF("", "hint: ");
}

void
msg_warn(const char *format, ...)
{
	if (quiet || !(verbose || isatty(STDERR_FILENO)))
		return;
	LINE_OF(program, "warning: ");
}

void
msg_note(const char *format, ...)
{
	if (quiet)
		return;
	LINE_OF(program, "");
}

void
msg_trace(const char *format, ...)
{
	if (!verbose)
		return;
	LINE_OF(program, "");
}

void
msg_progress(const char *text)
{
	char all[256];
	int n;

	if (!text && !progress_shown)
		return;
	if (text && (quiet || !isatty(STDERR_FILENO)))
		return;
	progress_shown = text != NULL;
	n = text ? snprintf(all, sizeof all, "\r%s: %s\033[K", program, text) :
		   snprintf(all, sizeof all, "\r\033[K");
	if (n > 0)
		write_all(all,
			  (size_t)n < sizeof all ? (size_t)n : sizeof all - 1);
}

char *
msg_clean(char dst[MSG_SERVER_TEXT + 1], const char *text, size_t n)
{
	size_t from = 0, to = 0;

	while (from < n && to < MSG_SERVER_TEXT) {
		size_t c = control_at(text + from, n - from);

		if (c)
			from += c;
		else
			dst[to++] = text[from++];
	}
	/* Cut in the middle of a character: drop its first bytes too. */
	if (from < n && ((unsigned char)text[from] & 0xc0) == 0x80) {
		while (to > 0 && ((unsigned char)dst[to - 1] & 0xc0) == 0x80)
			to--;
		if (to > 0)
			to--;
	}
	dst[to] = '\0';
	return dst;
}
