/*
 * What a program leaves of a secret in its memory (LD_PRELOAD): a line in
 * WIPED_LOG for each block that is given back with WIPED_SECRET in it and for
 * each place that holds it at the exit:
 *
 *	free OBJECT		who gave it back: the program or a library
 *	left MAPPING		"[heap]", "[stack]", a file, or "-"
 *
 * WIPED_SECRET is the secret with 1 added to each byte, so that it is not found
 * there.
 */
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

extern void __libc_free(void *);
extern void *__libc_malloc(size_t);
extern void *__libc_realloc(void *, size_t);

static const char *shifted;
static size_t length;
static int log_fd = -1;
static __thread bool busy;

__attribute__((constructor)) static void
begin(void)
{
	const char *file = getenv("WIPED_LOG");
	void *frame;

	shifted = getenv("WIPED_SECRET");
	length = shifted ? strlen(shifted) : 0;
	backtrace(&frame, 1);
	if (file && length)
		log_fd = open(file, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static bool
holds(const char *p, size_t n)
{
	size_t i, k;

	for (i = 0; i + length <= n; i++) {
		for (k = 0; k < length && p[i + k] + 1 == shifted[k]; k++)
			;
		if (k == length)
			return true;
	}
	return false;
}

static const char *
culprit(void)
{
	void *frame[32];
	int i, n = backtrace(frame, 32);
	const char *object = "?";
	Dl_info info;

	for (i = 0; i < n; i++) {
		object = dladdr(frame[i], &info) && info.dli_fname ?
				 info.dli_fname : "?";
		object = strrchr(object, '/') ? strrchr(object, '/') + 1 : object;
		if (strncmp(object, "wiped.so", 8) && strncmp(object, "libc.", 5))
			break;
	}
	return object;
}

static void
look(void *p)
{
	if (log_fd < 0 || busy || !p || !holds(p, malloc_usable_size(p)))
		return;
	busy = true;
	dprintf(log_fd, "free %s\n", culprit());
	memset(p, 0, malloc_usable_size(p));	/* told once */
	busy = false;
}

void
free(void *p)
{
	look(p);
	__libc_free(p);
}

/* It may move: then the old block is as good as freed. */
void *
realloc(void *p, size_t n)
{
	if (p && n > malloc_usable_size(p)) {
		void *to = __libc_malloc(n);

		if (to) {
			memcpy(to, p, malloc_usable_size(p));
			free(p);
		}
		return to;
	}
	return __libc_realloc(p, n);
}

/* Not all that is mapped can be read. */
static bool
range_holds(unsigned long from, unsigned long to)
{
	static char part[1 << 16];
	struct iovec mine = { part, sizeof part };
	bool found = false;

	for (; !found && from < to; from += sizeof part - length) {
		struct iovec its = { (void *)from, sizeof part };
		ssize_t n;

		if (its.iov_len > to - from)
			its.iov_len = to - from;
		n = process_vm_readv(getpid(), &mine, 1, &its, 1, 0);
		found = n > 0 && holds(part, (size_t)n);
	}
	memset(part, 0, sizeof part);
	return found;
}

static void
look_everywhere(void)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	char line[1024], path[512];
	unsigned long from, to;

	busy = true;
	while (maps && fgets(line, sizeof line, maps)) {
		path[0] = '-', path[1] = '\0';
		if (sscanf(line, "%lx-%lx rw%*s %*s %*s %*s %511s", &from, &to,
			   path) >= 2 && !strstr(path, "wiped.so") &&
		    range_holds(from, to))
			dprintf(log_fd, "left %s\n", path);
	}
	if (maps)
		fclose(maps);
}

void
exit(int status)
{
	void (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "exit");
	if (log_fd >= 0)
		look_everywhere();
	real(status);
	__builtin_unreachable();
}
