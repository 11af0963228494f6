#include "helper/base/output.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"

static int
failed(int error)
{
	if (error == EPIPE)
		return EX_SIGNAL + SIGPIPE;
	msg_error("cannot write output: %s", strerror(error));
	return EX_INTERNAL;
}

int
output_write(const void *bytes, size_t n)
{
	return io_write(STDOUT_FILENO, bytes, n) ? failed(errno) : EX_DONE;
}

int
output_close(int status)
{
	if (close(STDOUT_FILENO) == 0 || errno == EINTR)
		return status;
	return exits_worse(status, failed(errno));
}

static output_words *last_words;

void
output_last_words(output_words *words)
{
	last_words = words;
}

int
output_failed(int status)
{
	char line[OUTPUT_WORDS_MAX];

	if (!last_words)
		return status;
	return exits_worse(status,
			   output_write(line, last_words(line, status)));
}

void
output_abandon(int status)
{
	_exit(output_failed(status));
}

void *
output_memory(size_t n, size_t size)
{
	void *memory = calloc(n, size);

	if (!memory)
		output_abandon(msg_no_memory());
	return memory;
}

void
output_exit(int status)
{
	if (status == EX_SIGNAL + SIGPIPE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	exit(status);
}
