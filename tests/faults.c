/*
 * faults [OPTION...] COMMAND...: runs the command again and again. In each run
 * the next allocation or system call fails (tests/shim/faults.c), until none is
 * left. Each run must end like this:
 *
 *  1. by itself within a minute, with a code of the table; by a signal only if
 *     an --aborts names the library that aborts;
 *  2. with code 0: its output is that of a run without a failure;
 *  3. with another code: stdout is empty, or with --lines the first whole lines
 *     of that output; stderr has an error line of the program;
 *  4. without a --secret on stderr;
 *  5. with code 0 or 13 if an allocation of the program itself failed.
 *
 *	--failed TEXT		what stdout contains after a failure, unless
 *				writing it failed; % stands for the exit status
 *	--every K		test each Kth call; --seed S chooses the first
 *	--skip TEXT		sets FAULT_SKIP
 *	--only TEXT		sets FAULT_ONLY
 *	--stdin FILE		standard input of each run
 *
 * Prints how many runs there were and how many calls can fail.
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
	int status;		/* from waitpid; -1: it did not end */
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

/* Whether a library of --aborts had no memory. */
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

/* libjq ignores that strdup fails, and since 1.7 that malloc fails while it reads
 * a number. GLib, without memory while it is loaded, waits for itself. */
static bool
may_crash(void)
{
	int sig = got.status == -1 ? 0 : WTERMSIG(got.status);

	return gives_up() && (!sig || sig == SIGABRT || sig == SIGTRAP ||
			      (sig == SIGSEGV &&
			       (!strncmp(state->what, "str", 3) ||
				!strcmp(state->what, "malloc"))));
}

/* The status in a shell. */
static int
code(int status)
{
	return WIFSIGNALED(status) ? EX_SIGNAL + WTERMSIG(status) :
				     WEXITSTATUS(status);
}

/* Whether stdout is as it should be after a failure: empty, or --failed. */
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

/* Whether the output may be that of a failed run. A library that aborts in its
 * own thread, or the loader, may do so after all output. */
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

/* What is wrong with the run; NULL: nothing. */
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
		       !is_prefix() ? "it ended in the middle of its output" : NULL;
	if (code == 0)
		return begins_whole() && got.out_n == want.out_n ? NULL :
			"code 0 and wrong output";
	/* The loader exits with 127 if it has no memory for a thread's data. */
	if (code == 127 && strstr(state->object, "ld-linux"))
		return !got.out_n || is_prefix() ? NULL :
			"it ended in the middle of its output";
	if (code > EX_INTERNAL)
		return "an exit code that is not in the table";
	if (code != EX_INTERNAL && no_memory_of_ours())
		return "out of memory, but not code 13";
	if (!is_prefix())
		return "wrong output";
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
