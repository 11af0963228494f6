/*
 * Finds a secret in the memory of a program (LD_PRELOAD). WIPED_LOG gets a line
 * for each block that contains the secret when it is freed, and for each mapping
 * that contains it at exit:
 *
 *	free OBJECT		the program or library that freed it
 *	left MAPPING		"[heap]", "[stack]", a file, or "-"
 *
 * WIPED_SECRET is the secret with 1 added to each byte, so that the environment
 * does not contain the secret.
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
	memset(p, 0, malloc_usable_size(p));	/* reported once */
	busy = false;
}

void
free(void *p)
{
	look(p);
	__libc_free(p);
}

/* A block that moves counts as freed. */
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

/* Reads in a way that reports memory that cannot be read. */
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
