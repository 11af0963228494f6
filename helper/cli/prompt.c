#include "helper/cli/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "helper/base/control.h"
#include "helper/base/exits.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"
#include "helper/base/utf8.h"

/* Signals that end or stop a run. */
static const int caught[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
enum { CAUGHT = sizeof caught / sizeof *caught };

/* The handler wakes the loop through a pipe, because it may interrupt a
 * library's thread. */
static int wake_pipe[2] = { -1, -1 };

static void
prompt_on_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;

	if (write(wake_pipe[1], &byte, 1) < 0)
		_exit(EX_SIGNAL + number);
	errno = saved;
}

/* A terminal without echo, and its settings before. */
struct hush {
	int tty;
	struct termios before;
	struct sigaction actions[CAUGHT];
};

/* Returns the signal that came too late for prompt_read_line; 0: none. Keeps
 * errno. */
static int
prompt_hush_end(struct hush *h)
{
	unsigned char number = 0;
	int saved = errno;

	tcsetattr(h->tty, TCSAFLUSH, &h->before);
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &h->actions[i], NULL);
	if (read(wake_pipe[0], &number, 1) != 1)
		number = 0;
	close(wake_pipe[0]);
	close(wake_pipe[1]);
	wake_pipe[0] = wake_pipe[1] = -1;
	errno = saved;
	return number;
}

static int
prompt_hush_begin(struct hush *h, int tty)
{
	struct sigaction action = { .sa_handler = prompt_on_signal,
				    .sa_flags = SA_RESTART };
	struct termios quiet;

	h->tty = tty;
	if (tcgetattr(tty, &h->before) ||
	    pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK))
		return -1;
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < CAUGHT; i++) {
		sigaction(caught[i], NULL, &h->actions[i]);
		if (h->actions[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	quiet = h->before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ICANON | ECHONL;
	if (tcsetattr(tty, TCSAFLUSH, &quiet) == 0)
		return 0;
	prompt_hush_end(h);
	return -1;
}

enum outcome { LINE_WHOLE, LINE_END, LINE_LONG, LINE_BROKEN, LINE_SIGNAL };

/* Read up to a newline, or with `all` to the end. poll ignores a descriptor of
 * -1. */
static enum outcome
prompt_read_line(int fd, bool all, struct buf *ret, int *ret_signal)
{
	struct pollfd wait[2] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = wake_pipe[0], .events = POLLIN },
	};
	enum outcome outcome = LINE_WHOLE;
	unsigned char number;
	char part[512];
	ssize_t n;

	for (;;) {
		if (poll(wait, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			outcome = LINE_BROKEN;
			break;
		}
		if (wait[1].revents && read(wake_pipe[0], &number, 1) == 1) {
			*ret_signal = number;
			outcome = LINE_SIGNAL;
			break;
		}
		n = read(fd, part, sizeof part);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n < 0)
			outcome = LINE_BROKEN;
		else if (n == 0)
			outcome = ret->len ? LINE_WHOLE : LINE_END;
		else if (buf_add(ret, part, (size_t)n))
			outcome = LINE_LONG;
		else if (all || !memchr(part, '\n', (size_t)n))
			continue;
		break;
	}
	explicit_bzero(part, sizeof part);
	return outcome;
}

/* Remove blanks at both ends. */
static void
prompt_trim(struct buf *line)
{
	const char *rest;
	size_t n;

	if (!line->len || memchr(line->data, '\0', line->len))
		return;
	rest = control_trim(line->data, &n);
	memmove(line->data, rest, n);
	line->data[n] = '\0';
	line->len = n;
}

/* Why it is refused; NULL: it is not. */
static const char *
prompt_why_not(struct buf *line, size_t max, bool may_be_empty)
{
	prompt_trim(line);
	if (line->len == 0)
		return may_be_empty ? NULL : "an empty line";
	if (line->len > max)
		return "a line that is too long";
	if (memchr(line->data, '\n', line->len))
		return "more than one line";
	if (!utf8_plain(line->data, line->len))
		return "a control byte in the line, or it is not UTF-8";
	return NULL;
}

/* Prompt and read; repeat after the run was stopped and continued. 0, or
 * EX_SIGNAL + n if a signal should have ended the run and did not. */
static int
prompt_ask(int tty, const char *prompt, bool hidden, struct buf *ret,
	   enum outcome *ret_outcome)
{
	struct hush hush;
	int number, late;

	do {
		number = late = 0;
		buf_clear(ret);
		if (hidden && prompt_hush_begin(&hush, tty)) {
			*ret_outcome = LINE_BROKEN;
			return 0;
		}
		if (io_write(tty, prompt, strlen(prompt)))
			*ret_outcome = LINE_BROKEN;
		else
			*ret_outcome =
				prompt_read_line(tty, false, ret, &number);
		if (hidden)
			late = prompt_hush_end(&hush);
		if (number == 0)
			number = late;
		/* Ctrl-D and signals leave the cursor after the prompt. */
		if ((number || !ret->len || ret->data[ret->len - 1] != '\n') &&
		    io_write(tty, "\n", 1))
			number = SIGHUP;
		if (number == 0)
			return 0;
		*ret_outcome = LINE_SIGNAL;
		raise(number);
	} while (number == SIGTSTP);
	return EX_SIGNAL + number;
}

bool
prompt_there(void)
{
	return isatty(STDIN_FILENO);
}

int
prompt_line(const char *prompt, bool hidden, struct buf *ret)
{
	const char *where = prompt ? "the terminal" : "standard input";
	/* With room for CR and LF. */
	struct buf line = { .max = ret->max + 2, .secret = ret->secret };
	enum outcome outcome = LINE_BROKEN;
	const char *why = NULL;
	int status = 0;
	int tty;

	if (prompt) {
		/* A signal may take a line back between poll and read. */
		tty = open("/dev/tty",
			   O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
		if (tty >= 0) {
			status = prompt_ask(tty, prompt, hidden, &line,
					    &outcome);
			close(tty);
		}
	} else {
		outcome = prompt_read_line(STDIN_FILENO, true, &line, &status);
	}
	switch (outcome) {
	case LINE_WHOLE:
		why = prompt_why_not(&line, ret->max, prompt && !hidden);
		break;
	case LINE_END:
		why = "end of input";
		break;
	case LINE_LONG:
		why = line.starved ? NULL : "a line that is too long";
		break;
	case LINE_BROKEN:
		why = strerror(errno);
		break;
	case LINE_SIGNAL:
		break;
	}
	if (line.starved ||
	    (!why && status == 0 && buf_add(ret, line.data, line.len)))
		status = msg_no_memory();
	if (why) {
		msg_error("%s: %s", where, why);
		status = EX_BAD_USAGE;
	}
	buf_free(&line);
	return status;
}
