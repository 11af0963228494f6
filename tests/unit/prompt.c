/*
 * helper/cli/prompt.h on a pty: a small shell, which leads a session there,
 * starts each question as its foreground job. So keys send signals, as they do
 * for a person.
 */
#include "helper/cli/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "tests/tap.h"

enum { LONGEST = 40, PATIENCE = 60000 };

/* Replaces the prompt's; it can be slow to go on. */
static bool slow;

int
poll(struct pollfd *fds, nfds_t n, int ms)
{
	const struct timespec left = { ms / 1000, ms % 1000 * 1000000L };
	int rc = ppoll(fds, n, ms < 0 ? NULL : &left, NULL);

	if (slow)
		usleep(100000);
	return rc;
}

struct question {
	int keys;		/* the person's side of the terminal */
	pid_t shell;
	int answer;		/* what the job read comes here, */
	int shell_says;		/* and from the shell how it went */
};

static void
check(bool good)
{
	if (!good) {
		perror("terminal");
		exit(1);
	}
}

/* The job: ask, and write the status, a space and the line. */
static void
ask(bool hidden, int answer)
{
	struct buf line = BUF_SECRET(LONGEST);
	int status = prompt_line("Say: ", hidden, &line);

	dprintf(answer, "%d %s", status, buf_text(&line));
	buf_free(&line);
	_exit(0);
}

/* The shell: run the job in the foreground. Each end or stop of it is written to
 * `status`; a byte from there continues it. */
static void
shell(bool hidden, int answer, int status)
{
	pid_t job = fork();
	int how;
	char c;

	signal(SIGTTOU, SIG_IGN);
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		ask(hidden, answer);
	}
	while (waitpid(job, &how, WUNTRACED) == job) {
		if (write(status, &how, sizeof(how)) < 0 ||
		    !WIFSTOPPED(how) || read(status, &c, 1) != 1)
			break;
		tcsetpgrp(STDIN_FILENO, job);
		kill(job, SIGCONT);
	}
	_exit(0);
}

/* A job in the background that nothing in the session can bring back. */
static void
orphan(bool hidden, int answer, int status)
{
	pid_t parent = fork();
	char c;

	if (parent == 0) {
		setpgid(0, 0);
		parent = getpid();
		if (fork())
			_exit(0);
		while (getppid() == parent)
			usleep(1000);
		ask(hidden, answer);
	}
	waitpid(parent, NULL, 0);
	close(answer);
	_exit(read(status, &c, 1) != 0);
}

static struct question
begin_as(void (*asker)(bool hidden, int answer, int status), bool hidden)
{
	struct question q = { .keys = posix_openpt(O_RDWR | O_NOCTTY) };
	int answer[2], status[2], terminal;

	check(q.keys >= 0 && grantpt(q.keys) == 0 && unlockpt(q.keys) == 0);
	check(pipe(answer) == 0);
	/* In both directions: the job's state, and "go on" to the shell. */
	check(socketpair(AF_UNIX, SOCK_STREAM, 0, status) == 0);
	q.shell = fork();
	check(q.shell >= 0);
	if (q.shell == 0) {
		setsid();
		terminal = open(ptsname(q.keys), O_RDWR);
		ioctl(terminal, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(terminal, fd);
		close(q.keys);
		close(answer[0]);
		close(status[0]);
		asker(hidden, answer[1], status[1]);
	}
	close(answer[1]);
	close(status[1]);
	q.answer = answer[0];
	q.shell_says = status[0];
	return q;
}

static struct question
begin(bool hidden)
{
	return begin_as(shell, hidden);
}

static bool
has_echo(const struct question *q)
{
	struct termios t;

	check(tcgetattr(q->keys, &t) == 0);
	return t.c_lflag & ECHO;
}

/* What appeared on the screen since the last call; waits for `text`. */
static bool
screen_shows(const struct question *q, const char *text)
{
	struct pollfd wait = { .fd = q->keys, .events = POLLIN };
	static char screen[4096];
	size_t n = 0;
	ssize_t k;

	*screen = '\0';
	while (!strstr(screen, text) && n < sizeof(screen) - 1) {
		if (poll(&wait, 1, PATIENCE) <= 0)
			return false;
		k = read(q->keys, screen + n, sizeof(screen) - 1 - n);
		if (k <= 0)
			return false;
		n += (size_t)k;
		screen[n] = '\0';
	}
	return true;
}

static void
type(const struct question *q, const char *keys, size_t n)
{
	check(write(q->keys, keys, n) == (ssize_t)n);
}

/* How the job ended or was stopped. */
static int
outcome(const struct question *q)
{
	struct pollfd wait = { .fd = q->shell_says, .events = POLLIN };
	int how = -1;

	check(poll(&wait, 1, PATIENCE) == 1);
	check(read(q->shell_says, &how, sizeof(how)) == sizeof(how));
	return how;
}

static const char *
end(struct question *q)
{
	static char answer[256];
	ssize_t n = read(q->answer, answer, sizeof(answer) - 1);

	answer[n > 0 ? n : 0] = '\0';
	close(q->shell_says);
	close(q->answer);
	close(q->keys);
	waitpid(q->shell, NULL, 0);
	return answer;
}

static void
test_lines(void)
{
	static const struct {
		bool hidden;
		const char *keys, *answer, *name;
	} lines[] = {
		{ true, "hush\n", "0 hush", "a hidden line" },
		{ false, "me\n", "0 me", "a line" },
		{ false, "\n", "0 ", "an empty line is the default" },
		{ true, "\n", "2 ", "a hidden line must not be empty" },
		{ true, "ab\b\x7f" "c\n", NULL, "editing keys work" },
		{ true, "\x04", "2 ", "the end of input" },
		{ true, "a\x16\x01" "b\n", "2 ", "a control byte" },
		{ true, "12345678901234567890123456789012345678901\n", "2 ",
		  "one byte too many" },
		{ true, "1234567890123456789012345678901234567890\n",
		  "0 1234567890123456789012345678901234567890",
		  "the longest line" },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct question q = begin(lines[i].hidden);

		ok(screen_shows(&q, "Say: "), "asked: %s", lines[i].name);
		ok(has_echo(&q) == !lines[i].hidden, "echo is %s",
		   lines[i].hidden ? "off" : "on");
		type(&q, lines[i].keys, strlen(lines[i].keys));
		is_int(outcome(&q), 0, "answered");
		ok(has_echo(&q), "echo is back");
		if (lines[i].answer)
			is_str(end(&q), lines[i].answer, lines[i].name);
		else
			ok(end(&q)[0] == '0', "%s", lines[i].name);
	}
}

static void
test_signals(void)
{
	static const struct {
		int number;
		const char *key;	/* NULL: the signal comes from elsewhere */
		const char *name;
	} signals[] = {
		{ SIGINT, "\x03", "Ctrl-C" },
		{ SIGQUIT, "\x1c", "Ctrl-\\" },
		{ SIGTERM, NULL, "SIGTERM" },
		{ SIGHUP, NULL, "SIGHUP" },
	};

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct question q = begin(true);
		int how;

		ok(screen_shows(&q, "Say: ") && !has_echo(&q), "asked: %s",
		   signals[i].name);
		type(&q, "half", 4);
		if (signals[i].key)
			type(&q, signals[i].key, 1);
		else
			kill(-tcgetpgrp(q.keys), signals[i].number);
		how = outcome(&q);
		ok(WIFSIGNALED(how) && WTERMSIG(how) == signals[i].number,
		   "%s ends it as it ends others", signals[i].name);
		ok(has_echo(&q), "and echo is back");
		is_str(end(&q), "", "and nothing was read");
	}
}

static void
test_stop(void)
{
	struct question q = begin(true);
	int how;

	ok(screen_shows(&q, "Say: "), "asked");
	type(&q, "half\x1a", 5);
	how = outcome(&q);
	ok(WIFSTOPPED(how) && WSTOPSIG(how) == SIGTSTP, "Ctrl-Z stops it");
	ok(has_echo(&q), "and echo is back");
	check(write(q.shell_says, "x", 1) == 1);
	ok(screen_shows(&q, "Say: "), "it continues and asks again");
	ok(!has_echo(&q), "without echo");
	type(&q, "whole\n", 6);
	is_int(outcome(&q), 0, "answered");
	ok(has_echo(&q), "echo is back");
	is_str(end(&q), "0 whole", "earlier keys are discarded");
}

/* Ctrl-C discards a line that poll announced but nobody read yet: the prompt
 * must not wait for another one. */
static void
test_taken_back(void)
{
	struct question q;
	int how;

	slow = true;
	q = begin(true);
	slow = false;
	check(screen_shows(&q, "Say: "));
	type(&q, "whole\n", 6);
	usleep(30000);
	type(&q, "\x03", 1);
	how = outcome(&q);
	ok(WIFSIGNALED(how) && WTERMSIG(how) == SIGINT,
	   "Ctrl-C right after Enter ends it");
	end(&q);
}

static void
test_no_hush(void)
{
	struct question q = begin_as(orphan, true);

	ok(screen_shows(&q, strerror(EIO)),
	   "the error for a terminal that keeps its echo");
	is_str(end(&q), "2 ", "and nothing is asked there");
}

/* stdin is not a terminal: one line is read. */
static void
test_pipe(void)
{
	static const struct {
		const char *text;
		size_t n;
		int status;
		const char *line, *name;
	} inputs[] = {
		{ "hush\n", 5, 0, "hush", "a line" },
		{ "hush", 4, 0, "hush", "a line without its end" },
		{ "hush\r\n", 6, 0, "hush", "CR LF" },
		{ "hush\n\n", 6, 0, "hush", "a second, empty line" },
		{ "", 0, EX_BAD_USAGE, "", "nothing" },
		{ "\n", 1, EX_BAD_USAGE, "", "an empty line" },
		{ "a\nb\n", 4, EX_BAD_USAGE, "", "two lines" },
		{ "a\rb\n", 4, EX_BAD_USAGE, "", "a CR inside" },
		{ "a\0b\n", 4, EX_BAD_USAGE, "", "a NUL" },
		{ "a\x7f\n", 3, EX_BAD_USAGE, "", "a DEL" },
		{ "12345678901234567890123456789012345678901", 41,
		  EX_BAD_USAGE, "", "too much" },
		{ "1234567890123456789012345678901234567890\r\n", 42, 0,
		  "1234567890123456789012345678901234567890",
		  "the longest line" },
	};
	int before = dup(STDIN_FILENO), ends[2];

	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++) {
		struct buf line = BUF_SECRET(LONGEST);

		check(pipe(ends) == 0);
		check(write(ends[1], inputs[i].text, inputs[i].n) >= 0);
		close(ends[1]);
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		ok(!prompt_there(), "no terminal: %s", inputs[i].name);
		is_int(prompt_line(NULL, true, &line), inputs[i].status,
		       "its status");
		is_str(buf_text(&line), inputs[i].line, "the line that was read");
		buf_free(&line);
	}
	dup2(before, STDIN_FILENO);
	close(before);
}

int
main(void)
{
	int null = open("/dev/null", O_WRONLY);

	msg_init("test");
	test_lines();
	test_signals();
	test_stop();
	test_taken_back();
	test_no_hush();
	dup2(null, STDERR_FILENO);
	close(null);
	test_pipe();
	return done();
}
