/*
 * A server on loopback that sends exactly the given bytes: answer after answer,
 * then the last one again and again. Each connection has its own process.
 */
#ifndef TESTS_UNIT_RAW_H
#define TESTS_UNIT_RAW_H

#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum raw_then {
	RAW_CLOSE,		/* the connection */
	RAW_KEEP,		/* the connection open for the next request */
	RAW_RESET,
	RAW_STALL,		/* send nothing more */
	RAW_AGAIN,		/* send the last 64 KiB, or all, for ever */
	RAW_LATE		/* send it again without a request; a
				   request after that counts as `reused` */
};

struct raw_answer {
	const char *bytes;
	size_t n;		/* 0: up to the NUL */
	enum raw_then then;
};

struct raw {
	int requests, connections, late, reused;
	char last[16384];	/* request */
	int port;
	pid_t pid;
};

static bool
raw_send(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, bytes, n, MSG_NOSIGNAL);

		if (k <= 0)
			return false;
		bytes += k;
		n -= (size_t)k;
	}
	return true;
}

/* Read one request with its body. */
static bool
raw_read(int fd, char *text, size_t size)
{
	size_t n = 0, want = 0;
	const char *end, *length;

	while (n < size - 1) {
		ssize_t k = recv(fd, text + n, size - 1 - n, 0);

		if (k <= 0)
			return false;
		n += (size_t)k;
		text[n] = '\0';
		end = strstr(text, "\r\n\r\n");
		if (!end)
			continue;
		length = strcasestr(text, "\r\nContent-Length:");
		want = length ? strtoul(length + 17, NULL, 10) : 0;
		if (n >= (size_t)(end + 4 - text) + want)
			return true;
	}
	return false;
}

static void
raw_serve(struct raw *r, const struct raw_answer *answers, int n, int fd)
{
	const struct linger at_once = { .l_onoff = 1 };
	const struct raw_answer *a = NULL;
	char text[sizeof r->last];
	size_t length;
	int i;

	do {
		if (!raw_read(fd, text, sizeof text))
			return;
		if (a && a->then == RAW_LATE)
			__atomic_fetch_add(&r->reused, 1, __ATOMIC_SEQ_CST);
		i = __atomic_fetch_add(&r->requests, 1, __ATOMIC_SEQ_CST);
		memcpy(r->last, text, sizeof text);
		a = &answers[i < n ? i : n - 1];
		length = a->n ? a->n : strlen(a->bytes);
		if (!raw_send(fd, a->bytes, length))
			return;
		if (a->then == RAW_LATE) {
			usleep(20000);	/* let the client read the first */
			raw_send(fd, a->bytes, length);
			__atomic_fetch_add(&r->late, 1, __ATOMIC_SEQ_CST);
		}
	} while (a->then == RAW_KEEP || a->then == RAW_LATE);
	if (a->then == RAW_RESET) {
		usleep(50000);	/* let the client read it */
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once,
			   sizeof at_once);
	}
	if (a->then == RAW_STALL)
		pause();
	while (a->then == RAW_AGAIN) {
		size_t k = length < 65536 ? length : 65536;

		if (!raw_send(fd, a->bytes + length - k, k))
			return;
	}
}

static void
raw_accept(struct raw *r, const struct raw_answer *answers, int n, int fd)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int one = accept(fd, NULL, NULL);

		if (one < 0)
			_exit(1);
		__atomic_fetch_add(&r->connections, 1, __ATOMIC_SEQ_CST);
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			raw_serve(r, answers, n, one);
			_exit(0);
		}
		close(one);
	}
}

/* NULL on failure. */
static struct raw *
raw_start(const struct raw_answer *answers, int n)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t length = sizeof a;
	struct raw *r = mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	pid_t pid;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (r == MAP_FAILED || bind(fd, (struct sockaddr *)&a, sizeof a) ||
	    listen(fd, 64) || getsockname(fd, (struct sockaddr *)&a, &length))
		return NULL;
	fflush(stdout);
	r->port = ntohs(a.sin_port);
	pid = fork();
	if (pid == 0)
		raw_accept(r, answers, n, fd);
	r->pid = pid;
	close(fd);
	return r;
}

static void
raw_stop(struct raw *r)
{
	kill(r->pid, SIGKILL);
	waitpid(r->pid, NULL, 0);
	munmap(r, sizeof *r);
}

#endif
