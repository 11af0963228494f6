/*
 * Makes one call fail (LD_PRELOAD): it counts the allocations and the calls that
 * open, read, write, connect or start something, of a program and its libraries,
 * from main on. The N-th fails.
 *
 *	FAULT_AT=N		0: none fails, they are only counted
 *	FAULT_SKIP=TEXT		calls from objects with TEXT in their path are
 *				not counted
 *	FAULT_ONLY=TEXT		only those are counted
 *	FAULT_STATE=FILE	a struct faults_state, shared with tests/faults.c
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/faults.h"

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static struct faults_state *state;	/* NULL: before main */
static unsigned long at;
static const char *skip, *only;
static __thread bool busy;		/* in this file: its calls are not counted */

/* The object that contains an address. dladdr() is slower than malloc(), so its
 * result is cached for each page. */
static const char *
object_of(const void *address)
{
	static __thread struct {
		uintptr_t page;
		const char *object;
	} known[256];
	uintptr_t page = (uintptr_t)address >> 12;
	size_t i = page % (sizeof known / sizeof *known);
	Dl_info info;

	if (known[i].page != page) {
		known[i].page = page;
		known[i].object = dladdr(address, &info) && info.dli_fname ?
			info.dli_fname : "?";
	}
	return known[i].object;
}

/* The object that called libc. */
static const char *
culprit(void)
{
	void *frame[32];
	int i, n = backtrace(frame, 32);
	const char *object = "?";

	for (i = 0; i < n; i++) {
		object = object_of(frame[i]);
		object = strrchr(object, '/') ? strrchr(object, '/') + 1 : object;
		if (strncmp(object, "faults.so", 9) && strncmp(object, "libc.", 5))
			break;
	}
	return object;
}

static bool
count(const char *what, int fd, const void *caller)
{
	const char *object = "";
	bool now = false;

	if (!state || busy)
		return false;
	busy = true;
	if (skip || only)
		object = object_of(caller);
	if ((!skip || !strstr(object, skip)) && (!only || strstr(object, only)))
		now = __atomic_add_fetch(&state->count, 1, __ATOMIC_SEQ_CST) ==
		      at;
	if (now) {
		strncat(state->what, what, sizeof state->what - 1);
		strncat(state->object, culprit(), sizeof state->object - 1);
		state->fd = fd;
		state->fired = true;
	}
	busy = false;
	return now;
}

/* Whether this call must fail. */
#define FAILS(what, fd, error)						\
	(count(what, fd, __builtin_return_address(0)) && (errno = (error), true))

static void *
next(const char *name)
{
	void *f;

	busy = true;
	f = dlsym(RTLD_NEXT, name);
	busy = false;
	return f;
}

void *
malloc(size_t n)
{
	return FAILS("malloc", -1, ENOMEM) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return FAILS("calloc", -1, ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return n && FAILS("realloc", -1, ENOMEM) ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all) ||
	    (all && FAILS("reallocarray", -1, ENOMEM)))
		return NULL;
	return __libc_realloc(p, all);
}

/* Not libc's own, whose malloc would be a call from libc. */
char *
strndup(const char *text, size_t max)
{
	size_t n = strnlen(text, max);
	char *copy = FAILS("strndup", -1, ENOMEM) ? NULL : __libc_malloc(n + 1);

	if (copy) {
		memcpy(copy, text, n);
		copy[n] = '\0';
	}
	return copy;
}

char *
strdup(const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = FAILS("strdup", -1, ENOMEM) ? NULL : __libc_malloc(n);

	return copy ? memcpy(copy, text, n) : NULL;
}

void *
memalign(size_t align, size_t n)
{
	return FAILS("memalign", -1, ENOMEM) ? NULL : __libc_memalign(align, n);
}

void *
aligned_alloc(size_t align, size_t n)
{
	return FAILS("aligned_alloc", -1, ENOMEM) ? NULL :
						    __libc_memalign(align, n);
}

int
posix_memalign(void **ret, size_t align, size_t n)
{
	if (FAILS("posix_memalign", -1, ENOMEM))
		return ENOMEM;
	*ret = __libc_memalign(align, n);
	return *ret ? 0 : ENOMEM;
}

/* Defines a function of libc that can fail with -1. */
#define WRAP(type, name, parameters, arguments, fd, error)		\
	type name parameters						\
	{								\
		static type (*real) parameters;				\
									\
		if (!real)						\
			*(void **)&real = next(#name);			\
		return FAILS(#name, fd, error) ? -1 : real arguments;	\
	}

WRAP(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), fd, EIO)
WRAP(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n), fd, ENOSPC)
WRAP(ssize_t, send, (int fd, const void *p, size_t n, int flags),
     (fd, p, n, flags), fd, ECONNRESET)
WRAP(ssize_t, recv, (int fd, void *p, size_t n, int flags), (fd, p, n, flags),
     fd, ECONNRESET)
WRAP(ssize_t, sendmsg, (int fd, const struct msghdr *m, int flags),
     (fd, m, flags), fd, EPIPE)
WRAP(ssize_t, recvmsg, (int fd, struct msghdr *m, int flags), (fd, m, flags),
     fd, ECONNRESET)
WRAP(int, socket, (int domain, int type, int protocol),
     (domain, type, protocol), -1, EMFILE)
WRAP(int, connect, (int fd, const struct sockaddr *a, socklen_t n), (fd, a, n),
     fd, ECONNREFUSED)
WRAP(pid_t, fork, (void), (), -1, EAGAIN)

static int
open_at(int dir, const char *path, int flags, va_list args)
{
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;

	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

#define OPEN(name, parameters, dir)					\
	int name parameters						\
	{								\
		va_list args;						\
		int fd;							\
									\
		if (FAILS("open", -1, EMFILE))				\
			return -1;					\
		va_start(args, flags);					\
		fd = open_at(dir, path, flags, args);			\
		va_end(args);						\
		return fd;						\
	}

OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int dir, const char *path, int flags, ...), dir)
OPEN(openat64, (int dir, const char *path, int flags, ...), dir)

int
pthread_create(pthread_t *ret, const pthread_attr_t *how,
	       void *(*function)(void *), void *argument)
{
	static int (*real)(pthread_t *, const pthread_attr_t *,
			   void *(*)(void *), void *);

	if (!real)
		*(void **)&real = next("pthread_create");
	if (FAILS("pthread_create", -1, EAGAIN))
		return EAGAIN;
	return real(ret, how, function, argument);
}

static int (*real_main)(int, char **, char **);

static int
start(int argc, char **argv, char **environment)
{
	const char *file = getenv("FAULT_STATE"), *n = getenv("FAULT_AT");
	int fd = file ? (int)syscall(SYS_openat, AT_FDCWD, file,
				     O_RDWR | O_CLOEXEC) : -1;
	void *shared = MAP_FAILED, *frame;

	if (fd >= 0) {
		shared = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE,
			      MAP_SHARED, fd, 0);
		close(fd);
	}
	backtrace(&frame, 1);	/* loads its library now */
	at = n ? strtoul(n, NULL, 10) : 0;
	skip = getenv("FAULT_SKIP");
	only = getenv("FAULT_ONLY");
	state = shared == MAP_FAILED ? NULL : shared;
	return real_main(argc, argv, environment);
}

int __libc_start_main(int (*)(int, char **, char **), int, char **,
		      void (*)(void), void (*)(void), void (*)(void), void *);

int
__libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
		  void (*init)(void), void (*fini)(void), void (*ld)(void),
		  void *stack)
{
	int (*real)(int (*)(int, char **, char **), int, char **,
		    void (*)(void), void (*)(void), void (*)(void), void *);

	*(void **)&real = next("__libc_start_main");
	real_main = main;
	return real(start, argc, argv, init, fini, ld, stack);
}
