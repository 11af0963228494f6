/*
 * faults [OPTION...] COMMAND...: runs it again and again, each time with the
 * next allocation or system call failing (tests/shim/faults.c), until a run
 * passes without. Every outcome has to be one that can be trusted:
 *
 *  1. ended by itself within a minute, with a code of the table; by a signal
 *     only where an --aborts names the library that gives up so;
 *  2. code 0: what it printed is what it prints without a failure;
 *  3. another: nothing on stdout, or --lines: the first lines of that, whole;
 *     and on stderr an error line of ours;
 *  4. no --secret on stderr;
 *  5. where the program itself got no memory, code 0 or 13.
 *
 *	--failed TEXT		what stdout holds instead after a failure, where
 *				it was not the writing that failed; % in it is
 *				the exit status
 *	--every K		one in K, from a place that --seed S chooses
 *	--skip TEXT		as FAULT_SKIP
 *	--only TEXT		as FAULT_ONLY
 *	--stdin FILE		for each run
 */
#include "tests/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "helper/base/exits.h"

enum { OUTPUT = 1 << 20, SECONDS = 60, SECRETS = 8, TOLD = 20 };

struct outcome {
	int status;		/* as of wait; -1: it did not end */
	size_t out_n, err_n;
	char out[OUTPUT], err[OUTPUT];
};

static const char *secret[SECRETS], *input = "/dev/null";
static const char *aborts[SECRETS];
static const char *failed = "";
static int secrets, libraries;
static bool lines;
static char **command;
static struct faults_state *state;
static struct outcome want, got;
static int told;

static int
temporary(void)
{
	int fd = memfd_create("faults", 0);

	if (fd < 0) {
		perror("faults");
		exit(1);
	}
	return fd;
}

static size_t
slurp(int fd, char *to)
{
	ssize_t n = pread(fd, to, OUTPUT - 1, 0);

	n = n < 0 ? 0 : n;
	to[n] = '\0';
	close(fd);
	return (size_t)n;
}

/* Whether a library that gives up was the one that had no memory. */
static bool
gives_up(void)
{
	int i;

	for (i = 0; i < libraries; i++)
		if (strstr(state->object, aborts[i]))
			return state->fd < 0;
	return false;
}

static void
wait_for(pid_t pid, struct outcome *ret)
{
	const struct timespec step = { .tv_nsec = 2000000 };
	time_t end = time(NULL) + SECONDS;

	while (waitpid(pid, &ret->status, WNOHANG) == 0) {
		if (time(NULL) > end - (gives_up() ? SECONDS - 5 : 0)) {
			kill(pid, SIGKILL);
			waitpid(pid, &ret->status, 0);
			ret->status = -1;
			return;
		}
		nanosleep(&step, NULL);
	}
}

static void
run(unsigned long at, struct outcome *ret)
{
	int out = temporary(), err = temporary(), in = open(input, O_RDONLY);
	char text[32];
	pid_t pid;

	memset(state, 0, sizeof *state);
	pid = fork();
	if (pid == 0) {
		snprintf(text, sizeof text, "%lu", at);
		setenv("FAULT_AT", text, 1);
		setenv("LD_PRELOAD", getenv("FAULT_PRELOAD"), 1);
		dup2(in, 0);
		dup2(out, 1);
		dup2(err, 2);
		close(in), close(out), close(err);
		execvp(command[0], command);
		_exit(127);
	}
	close(in);
	wait_for(pid, ret);
	ret->out_n = slurp(out, ret->out);
	ret->err_n = slurp(err, ret->err);
}

/* libjq does not look at what strdup returns, nor since 1.7 at what malloc does
 * where it reads a number; GLib, short of memory while it is loaded, waits for
 * itself. */
static bool
may_crash(void)
{
	int sig = got.status == -1 ? 0 : WTERMSIG(got.status);

	return gives_up() && (!sig || sig == SIGABRT || sig == SIGTRAP ||
			      (sig == SIGSEGV &&
			       (!strncmp(state->what, "str", 3) ||
				!strcmp(state->what, "malloc"))));
}

/* As a shell tells it. */
static int
code(int status)
{
	return WIFSIGNALED(status) ? EX_SIGNAL + WTERMSIG(status) :
				     WEXITSTATUS(status);
}

/* Nothing, or what a failure puts there in its place. */
static bool
is_failed(const char *out)
{
	const char *at = strchr(failed, '%');
	char text[256];

	if (!at)
		return !strcmp(out, failed);
	snprintf(text, sizeof text, "%.*s%d%s", (int)(at - failed), failed,
		 code(got.status), at + 1);
	return !strcmp(out, text);
}

static bool
begins_whole(void)
{
	return got.out_n >= want.out_n &&
	       !memcmp(got.out, want.out, want.out_n);
}

/* A library that gives up in a thread of its own, and the loader, may do so
 * behind all output. */
static bool
is_prefix(void)
{
	if (is_failed(got.out))
		return true;
	if (begins_whole() && (gives_up() || strstr(state->object, "ld-linux")))
		return got.out_n == want.out_n ||
		       is_failed(got.out + want.out_n);
	if (*failed && got.status != -1 && state->fd != STDOUT_FILENO)
		return false;
	return got.out_n <= want.out_n &&
	       !memcmp(got.out, want.out, got.out_n) &&
	       (got.out_n == 0 || (lines && got.out[got.out_n - 1] == '\n'));
}

static bool
says(void)
{
	if (state->fd == STDERR_FILENO)
		return true;
	return strstr(got.err, "port-token: ") || strstr(got.err, "port-get: ");
}

static bool
no_memory_of_ours(void)
{
	return !strncmp(state->object, "port-", 5) &&
	       (strstr(state->what, "alloc") || strstr(state->what, "str"));
}

/* NULL, or what is wrong with it. */
static const char *
judge(void)
{
	int i, code = WEXITSTATUS(got.status);

	for (i = 0; i < secrets; i++)
		if (strstr(got.err, secret[i]))
			return "a secret on stderr";
	if (got.status == -1 || WIFSIGNALED(got.status))
		return !may_crash() ? got.status == -1 ? "it did not end" :
							 "it crashed" :
		       !is_prefix() ? "it ended behind half an output" : NULL;
	if (code == 0)
		return begins_whole() && got.out_n == want.out_n ? NULL :
			"code 0 and a wrong output";
	/* The loader, without memory for a thread's data, leaves with 127. */
	if (code == 127 && strstr(state->object, "ld-linux"))
		return !got.out_n || is_prefix() ? NULL :
			"it ended behind half an output";
	if (code > EX_INTERNAL)
		return "a code that is not in the table";
	if (code != EX_INTERNAL && no_memory_of_ours())
		return "memory was out, and the code is not 13";
	if (!is_prefix())
		return "an output that is no part of the right one";
	return says() ? NULL : "no error line";
}

static void
tell(unsigned long at, const char *why)
{
	if (told++ >= TOLD)
		return;
	fprintf(stderr, "%lu: %s: %s called by %s failed; status %#x\n"
		"  out: %.300s\n  err: %.600s\n", at, why, state->what,
		state->object, (unsigned)got.status, got.out, got.err);
}

static void
map_state(void)
{
	static char name[] = "/tmp/faults.XXXXXX";
	int fd = mkstemp(name);

	if (fd < 0 || ftruncate(fd, sizeof *state) < 0) {
		perror("faults");
		exit(1);
	}
	state = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED,
		     fd, 0);
	close(fd);
	setenv("FAULT_STATE", name, 1);
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "every", 1, NULL, 'k' }, { "seed", 1, NULL, 's' },
		{ "skip", 1, NULL, 'x' }, { "only", 1, NULL, 'o' }, { "stdin", 1, NULL, 'i' },
		{ "aborts", 1, NULL, 'a' }, { "secret", 1, NULL, 'S' },
		{ "failed", 1, NULL, 'f' }, { "lines", 0, NULL, 'l' }, { 0 }
	};
	unsigned long every = 1, seed = 0, at, points, runs = 0;
	const char *why;
	int c;

	while ((c = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (c) {
		case 'k': every = strtoul(optarg, NULL, 10); break;
		case 's': seed = strtoul(optarg, NULL, 10); break;
		case 'x': setenv("FAULT_SKIP", optarg, 1); break;
		case 'o': setenv("FAULT_ONLY", optarg, 1); break;
		case 'i': input = optarg; break;
		case 'a': aborts[libraries++ % SECRETS] = optarg; break;
		case 'S': secret[secrets++ % SECRETS] = optarg; break;
		case 'f': failed = optarg; break;
		case 'l': lines = true; break;
		default: return 2;
		}
	}
	command = argv + optind;
	map_state();
	run(0, &want);
	points = state->count;
	if (want.status || points == 0) {
		fprintf(stderr, "without a failure: status %#x, %lu calls\n%s",
			(unsigned)want.status, points, want.err);
		unlink(getenv("FAULT_STATE"));
		return 1;
	}
	for (at = 1 + seed % every;; at += every) {
		run(at, &got);
		if (!state->fired)
			break;
		runs++;
		why = judge();
		if (why)
			tell(at, why);
	}
	unlink(getenv("FAULT_STATE"));
	printf("%lu of %lu\n", runs, points);
	return told != 0;
}
