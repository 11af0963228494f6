#include "helper/base/msg.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/control.h"
#include "helper/base/exits.h"
#include "helper/base/io.h"
#include "helper/base/utf8.h"

enum {
	LINE = 4095,   /* bytes of one line, more is cut: a pipe takes it
			  whole */
	PROGRESS = 29, /* columns: a terminal of 30 does not wrap */
	ABOUT = 3072   /* of them for a subject: an error whose cause is cut off
			  would leave nothing to go by */
};

static const char *program = "port";
static bool quiet;
static bool verbose;
static bool hinted;
static bool progress_shown;
static char choice[MSG_CHOICE_MAX + 1];

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

void
msg_choose(const char *options)
{
	snprintf(choice, sizeof choice, "%s", options);
}

const char *
msg_choice(void)
{
	return choice;
}

/* Controls become `?`. Returns the length, which does not grow. */
static size_t
msg_tame(char *text, size_t n)
{
	size_t from = 0, to = 0;

	while (from < n) {
		size_t c = control_at(text + from, n - from);
		size_t k = c ? c : utf8_char(text + from, n - from);

		if (c)
			text[to++] = '?';
		else
			for (k += !k; c < k; c++)
				text[to++] = text[from + c];
		from += k;
	}
	return to;
}

/* One line in one write, so that lines of parallel jobs do not mix. */
__attribute__((format(printf, 4, 0))) static void
msg_line(const char *head, const char *kind, const char *tail,
	 const char *format, va_list args)
{
	char text[LINE + 1 + SUBJECT_TAIL_MAX];
	size_t n;
	int k;

	msg_progress(NULL);
	k = snprintf(text, LINE, "%s%s%s", head, *head ? ": " : "", kind);
	n = k < 0 ? 0 : (size_t)k < LINE ? (size_t)k : LINE - 1;
	k = vsnprintf(text + n, LINE - n, format, args);
	if (k > 0)
		n += (size_t)k < LINE - n ? (size_t)k : LINE - n - 1;
	k = snprintf(text + n, SUBJECT_TAIL_MAX + 1, "%s", tail);
	n += k > 0 && k <= SUBJECT_TAIL_MAX ? (size_t)k : 0;
	n = msg_tame(text, n);
	text[n++] = '\n';
	io_write(STDERR_FILENO, text, n);
}

#define LINE_OF(head, kind, tail)                                              \
	do {                                                                   \
		va_list args;                                                  \
		va_start(args, format);                                        \
		msg_line(head, kind, tail, format, args);                      \
		va_end(args);                                                  \
	} while (0)

void
msg_error(const char *format, ...)
{
	LINE_OF(program, "", "");
}

void
msg_error_about(struct subject about, const char *format, ...)
{
	char before[ABOUT + 512];

	snprintf(before, sizeof before, "%.*s%s%s%s", ABOUT,
		 about.task ? about.task : "", about.task ? ": " : "",
		 about.what ? about.what : "", about.what ? ": " : "");
	LINE_OF(program, before, about.tail ? about.tail : "");
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
	char text[LINE - sizeof "hint: "];
	va_list args;
	int n;

	if (quiet || hinted)
		return;
	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof text || !utf8_plain(text, (size_t)n))
		return;
	hinted = true;
	va_start(args, format);
	msg_line("", "hint: ", "", format, args);
	va_end(args);
}

void
msg_warn(const char *format, ...)
{
	if (quiet || !(verbose || isatty(STDERR_FILENO)))
		return;
	LINE_OF(program, "warning: ", "");
}

void
msg_note(const char *format, ...)
{
	if (quiet)
		return;
	LINE_OF(program, "", "");
}

void
msg_trace(const char *format, ...)
{
	if (!verbose)
		return;
	LINE_OF(program, "", "");
}

void
msg_progress(const char *text)
{
	char all[PROGRESS + sizeof "\r\033[K"];
	int n = 0;

	if (!text && !progress_shown)
		return;
	if (text && (quiet || !isatty(STDERR_FILENO)))
		return;
	progress_shown = text != NULL;
	all[0] = '\r';
	if (text)
		n = snprintf(all + 1, PROGRESS + 1, "%s: %s", program, text);
	n = n < 0 ? 0 : n > PROGRESS ? PROGRESS : n;
	memcpy(all + 1 + n, "\033[K", 3);
	io_write(STDERR_FILENO, all, (size_t)n + 4);
}

bool
msg_progress_shown(void)
{
	return progress_shown;
}

void
msg_bytes(const char *bytes, size_t n)
{
	msg_progress(NULL);
	io_write(STDERR_FILENO, bytes, n);
}

char *
msg_clean(char dst[MSG_SERVER_TEXT + 1], const char *text, size_t n)
{
	size_t from = 0, to = 0;

	while (from < n) {
		size_t c = control_at(text + from, n - from);
		size_t k = c ? 0 : utf8_char(text + from, n - from);

		k += !c && !k;
		if (to + k > MSG_SERVER_TEXT)
			break;
		for (size_t i = 0; i < k; i++)
			dst[to++] = text[from + i];
		from += c + k;
	}
	dst[to] = '\0';
	return dst;
}
