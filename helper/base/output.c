#include "helper/base/output.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/harden.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"

/* Printed once: after a failed write the last words, or close, fail too. */
static int
output_error(int error)
{
	static bool printed;

	if (error == EPIPE)
		return EX_SIGNAL + SIGPIPE;
	if (!printed)
		msg_error("cannot write output: %s", strerror(error));
	printed = true;
	return EX_INTERNAL;
}

int
output_write(const void *bytes, size_t n)
{
	return io_write(STDOUT_FILENO, bytes, n) ? output_error(errno) :
						   EX_DONE;
}

int
output_close(int status)
{
	if (close(STDOUT_FILENO) == 0 || errno == EINTR)
		return status;
	return exits_worse(status, output_error(errno));
}

enum { WORDS_MAX = 64, SIGNAL_STACK = 1 << 16 };

static const char *output_head, *output_tail;

/* Calls no function, because a signal handler uses it. */
static size_t
output_words(char ret[WORDS_MAX], int status)
{
	const char *p;
	size_t n = 0;

	for (p = output_head; *p; p++)
		ret[n++] = *p;
	for (int unit = 100; unit; unit /= 10)
		if (status >= unit || unit == 1)
			ret[n++] = (char)('0' + status / unit % 10);
	for (p = output_tail; *p; p++)
		ret[n++] = *p;
	return n;
}

static void
output_on_signal(int number)
{
	char line[WORDS_MAX];
	size_t len = output_words(line, EX_SIGNAL + number);
	ssize_t n = write(STDOUT_FILENO, line, len);

	(void)n;
	signal(number, SIG_DFL);
	raise(number);
}

/* Whether the signal's default action ends a program. */
static bool
output_is_end(int number)
{
	switch (number) {
	case SIGCHLD:
	case SIGCONT:
	case SIGTSTP:
	case SIGTTIN:
	case SIGTTOU:
	case SIGURG:
	case SIGWINCH:
		return false;
	default:
		return true;
	}
}

void
output_last_words(const char *head, const char *tail)
{
	static char stack[SIGNAL_STACK];
	const stack_t own = { .ss_sp = stack, .ss_size = sizeof stack };
	const struct sigaction action = { .sa_handler = output_on_signal,
					  .sa_flags = SA_ONSTACK };
	struct sigaction old;

	output_head = head;
	output_tail = tail;
	sigaltstack(&own, NULL);
	for (int i = 1; i <= SIGRTMAX; i++)
		if (output_is_end(i) && sigaction(i, NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(i, &action, NULL);
}

int
output_failed(int status)
{
	char line[WORDS_MAX];

	if (!output_head)
		return status;
	return exits_worse(status,
			   output_write(line, output_words(line, status)));
}

void
output_abandon(int status)
{
	_exit(output_failed(status));
}

void
output_no_memory(void *unused)
{
	(void)unused;
	output_abandon(msg_no_memory());
}

void *
output_memory(size_t n, size_t size)
{
	void *memory = calloc(n, size);

	if (!memory)
		output_no_memory(NULL);
	return memory;
}

void *
output_room(void *array, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0)
		return array;
	array = reallocarray(array, n ? 2 * n : 1, size);
	if (!array)
		output_no_memory(NULL);
	return array;
}

char *
output_copy_part(const char *text, size_t n)
{
	return memcpy(output_memory(n + 1, 1), text, n);
}

char *
output_copy(const char *text)
{
	return output_copy_part(text, strlen(text));
}

void
output_exit(int status)
{
	if (status == EX_SIGNAL + SIGPIPE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
#ifdef ALLOW_TRACE
	exit(status);
#else
	_exit(status);
#endif
}
