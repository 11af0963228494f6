/* What a function writes to stderr, hints included. Each call runs in its own
 * process, because a process shows only one hint. */
#ifndef TESTS_UNIT_TOLD_H
#define TESTS_UNIT_TOLD_H

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper/base/msg.h"
#include "tests/tap.h"

struct told {
	int status;		/* what the function returned */
	char text[4096];
};

__attribute__((unused)) static struct told
tell(int (*function)(const void *), const void *argument)
{
	struct told t = { .status = -1 };
	size_t n = 0;
	ssize_t k = 1;
	int pipes[2], status;
	pid_t pid;

	if (pipe(pipes) < 0)
		return t;
	pid = fork();
	if (pid == 0) {
		dup2(pipes[1], STDERR_FILENO);
		close(pipes[0]);
		close(pipes[1]);
		msg_init("test");
		exit(function(argument));
	}
	close(pipes[1]);
	while (k > 0 && n < sizeof t.text - 1) {
		k = read(pipes[0], t.text + n, sizeof t.text - 1 - n);
		n += k > 0 ? (size_t)k : 0;
	}
	close(pipes[0]);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		t.status = WEXITSTATUS(status);
	return t;
}

/* It returned `status`, and wrote each of the texts (up to a NULL); without
 * texts it wrote nothing. */
__attribute__((unused)) static void
is_told(const struct told *t, int status, const char *const *texts,
	const char *name)
{
	int good = t->status == status && (*texts ? 1 : !*t->text);
	const char *const *p;

	for (p = texts; *p; p++)
		good = good && strstr(t->text, *p);
	if (ok(good, "%s", name))
		return;
	printf("#   got: %d %s\n#  want: %d", t->status, t->text, status);
	for (p = texts; *p; p++)
		printf(" ... %s", *p);
	putchar('\n');
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__ __VA_OPT__(, ) NULL })

#endif
