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
struct echo {
	int tty;
	struct termios before;
	struct sigaction actions[CAUGHT];
};

/* Returns the signal that came too late for prompt_read; 0: none. Keeps
 * errno. */
static int
prompt_echo_on(struct echo *e)
{
	unsigned char number = 0;
	int saved = errno;

	tcsetattr(e->tty, TCSAFLUSH, &e->before);
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &e->actions[i], NULL);
	if (read(wake_pipe[0], &number, 1) != 1)
		number = 0;
	close(wake_pipe[0]);
	close(wake_pipe[1]);
	wake_pipe[0] = wake_pipe[1] = -1;
	errno = saved;
	return number;
}

static int
prompt_echo_off(struct echo *e, int tty)
{
	struct sigaction action = { .sa_handler = prompt_on_signal,
				    .sa_flags = SA_RESTART };
	struct termios quiet;

	e->tty = tty;
	if (tcgetattr(tty, &e->before) ||
	    pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK))
		return -1;
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < CAUGHT; i++) {
		sigaction(caught[i], NULL, &e->actions[i]);
		if (e->actions[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	quiet = e->before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ICANON | ECHONL;
	if (tcsetattr(tty, TCSAFLUSH, &quiet) == 0)
		return 0;
	prompt_echo_on(e);
	return -1;
}

#define TOO_LONG "a line that is too long"

/* Read up to a newline, or with `all` to the end. Returns why it failed, or
 * NULL. A signal ends it without a reason: *ret_signal. poll ignores a
 * descriptor of -1. */
static const char *
prompt_read(int fd, bool all, struct buf *ret, int *ret_signal)
{
	struct pollfd wait[2] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = wake_pipe[0], .events = POLLIN },
	};
	const char *why = NULL;
	unsigned char number;
	char part[512];
	bool more;
	ssize_t n;

	do {
		n = poll(wait, 2, -1);
		if (n > 0 && wait[1].revents &&
		    read(wake_pipe[0], &number, 1) == 1) {
			*ret_signal = number;
			break;
		}
		if (n > 0)
			n = read(fd, part, sizeof part);
		if (n < 0)
			more = errno == EINTR || errno == EAGAIN;
		else
			more = n > 0 && (all || !memchr(part, '\n', (size_t)n));
		if (n < 0 && !more)
			why = strerror(errno);
		if (n == 0 && ret->len == 0)
			why = "end of input";
		if (n > 0 && buf_add(ret, part, (size_t)n))
			why = TOO_LONG;
	} while (more && !why);
	explicit_bzero(part, sizeof part);
	return why;
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
		return TOO_LONG;
	if (memchr(line->data, '\n', line->len))
		return "more than one line";
	if (!utf8_plain(line->data, line->len))
		return "a control byte in the line, or it is not UTF-8";
	return NULL;
}

/* Prompt and read, as prompt_read does. */
static const char *
prompt_ask(int tty, const char *prompt, bool hidden, struct buf *ret,
	   int *ret_signal)
{
	struct echo echo;
	const char *why;
	int late = 0;

	*ret_signal = 0;
	buf_clear(ret);
	if (hidden && prompt_echo_off(&echo, tty))
		return strerror(errno);
	if (io_write(tty, prompt, strlen(prompt)))
		why = strerror(errno);
	else
		why = prompt_read(tty, false, ret, ret_signal);
	if (hidden)
		late = prompt_echo_on(&echo);
	if (*ret_signal == 0)
		*ret_signal = late;
	/* Ctrl-D and signals leave the cursor after the prompt. */
	if ((*ret_signal || !ret->len || ret->data[ret->len - 1] != '\n') &&
	    io_write(tty, "\n", 1))
		*ret_signal = SIGHUP;
	return why;
}

/* The same on /dev/tty; again after the run was stopped and continued. */
static const char *
prompt_terminal(const char *prompt, bool hidden, struct buf *ret,
		int *ret_signal)
{
	/* A signal may take a line back between poll and read. */
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	const char *why;

	if (tty < 0)
		return strerror(errno);
	do {
		why = prompt_ask(tty, prompt, hidden, ret, ret_signal);
		if (*ret_signal)
			raise(*ret_signal);
	} while (*ret_signal == SIGTSTP);
	close(tty);
	return why;
}

bool
prompt_there(void)
{
	return isatty(STDIN_FILENO);
}

int
prompt_line(const char *prompt, bool hidden, struct buf *ret)
{
	/* With room for CR and LF. */
	struct buf line = { .max = ret->max + 2, .secret = ret->secret };
	const char *why;
	int number = 0, status = 0;

	/* Now, while echo is on: memory that runs out ends the run. */
	buf_room(&line, line.max);
	if (prompt)
		why = prompt_terminal(prompt, hidden, &line, &number);
	else
		why = prompt_read(STDIN_FILENO, true, &line, &number);
	if (!why && !number)
		why = prompt_why_not(&line, ret->max, prompt && !hidden);
	if (number) {
		status = EX_SIGNAL + number;
	} else if (why) {
		msg_error("%s: %s", prompt ? "the terminal" : "standard input",
			  why);
		status = EX_BAD_USAGE;
	} else {
		buf_add(ret, line.data, line.len);
	}
	buf_free(&line);
	return status;
}
