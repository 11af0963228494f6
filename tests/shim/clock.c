/*
 * Sets the clocks of one program, or of several that share a file (LD_PRELOAD):
 *
 *	FAKE_CLOCK=FILE		contains how many milliseconds all clocks are
 *				ahead
 *	FAKE_SLEEP=1		sleep does not wait, but adds to that number
 *	FAKE_POLL=1		nor does a poll of one descriptor, with which
 *				libcurl waits when it has no transfer
 *	FAKE_WALL=SEC		the wall clock is that much further ahead
 *	FAKE_BOOT=SEC		so is the boot clock
 *	FAKE_BOOT_ID=TEXT	the ID of the boot
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long
number(const char *name)
{
	const char *text = getenv(name);

	return text ? atoll(text) : 0;
}

static long long
ahead(void)
{
	const char *path = getenv("FAKE_CLOCK");
	char text[32] = "";
	long fd;

	if (!path)
		return 0;
	fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		if (read((int)fd, text, sizeof text - 1) < 0)
			text[0] = '\0';
		close((int)fd);
	}
	return atoll(text);
}

static void
advance(long long milliseconds)
{
	const char *path = getenv("FAKE_CLOCK");
	long long now = ahead() + milliseconds;
	long fd;

	if (!path)
		return;
	fd = syscall(SYS_openat, AT_FDCWD, path,
		     O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0) {
		dprintf((int)fd, "%lld", now);
		close((int)fd);
	}
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	long long ms = ahead();

	if (syscall(SYS_clock_gettime, id, t))
		return -1;
	if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)
		ms += number("FAKE_WALL") * 1000;
	if (id == CLOCK_BOOTTIME)
		ms += number("FAKE_BOOT") * 1000;
	t->tv_sec += ms / 1000;
	t->tv_nsec += ms % 1000 * 1000000;
	if (t->tv_nsec >= 1000000000) {
		t->tv_nsec -= 1000000000;
		t->tv_sec++;
	} else if (t->tv_nsec < 0) {
		t->tv_nsec += 1000000000;
		t->tv_sec--;
	}
	return 0;
}

time_t
time(time_t *ret)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (ret)
		*ret = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *ret, void *zone)
{
	struct timespec t;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	ret->tv_sec = t.tv_sec;
	ret->tv_usec = t.tv_nsec / 1000;
	return 0;
}

int
nanosleep(const struct timespec *t, struct timespec *left)
{
	if (!getenv("FAKE_SLEEP"))
		return (int)syscall(SYS_nanosleep, t, left);
	advance((long long)t->tv_sec * 1000 + t->tv_nsec / 1000000);
	return 0;
}

int
poll(struct pollfd *fds, nfds_t n, int timeout)
{
	struct timespec t = {
		.tv_sec = timeout / 1000,
		.tv_nsec = timeout % 1000 * 1000000,
	};
	bool fake = n <= 1 && timeout > 0 && getenv("FAKE_POLL");
	int ready;

	if (fake)
		t = (struct timespec){ 0 };
	ready = (int)syscall(SYS_ppoll, fds, n, timeout < 0 ? NULL : &t, NULL,
			     (size_t)8);
	if (fake && ready == 0)
		advance(timeout);
	return ready;
}

int
open(const char *path, int flags, ...)
{
	const char *id = getenv("FAKE_BOOT_ID");
	va_list args;
	mode_t mode;
	int fd;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	if (!id || strcmp(path, "/proc/sys/kernel/random/boot_id") != 0)
		return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	fd = memfd_create("boot_id", MFD_CLOEXEC);
	if (fd >= 0 && (write(fd, id, strlen(id)) < 0 ||
			lseek(fd, 0, SEEK_SET) < 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}
