#include "helper/session/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "helper/base/clock.h"
#include "helper/base/hash.h"

enum { PAUSE_MIN = 2, PAUSE_MAX = 50 }; /* milliseconds between tries */

/* Open a directory, if only this user can create files in it. */
static int
lock_own_directory(int at, const char *path, int flags)
{
	int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) || st.st_uid != geteuid() ||
			(st.st_mode & (S_IWGRP | S_IWOTH)))) {
		close(fd);
		return -1;
	}
	return fd;
}

static int
lock_directory(void)
{
	const char *path = getenv("XDG_RUNTIME_DIR");
	int run, directory;

	if (!path || *path != '/')
		return -1;
	run = lock_own_directory(AT_FDCWD, path, 0);
	if (run < 0)
		return -1;
	mkdirat(run, "port-token", 0700);
	directory = lock_own_directory(run, "port-token", O_NOFOLLOW);
	close(run);
	return directory;
}

static int
lock_open(const char *key)
{
	int directory = lock_directory();
	struct stat st;
	char name[32];
	int fd;

	if (directory < 0)
		return -1;
	/* Two keys with the same hash only wait for each other. */
	snprintf(name, sizeof name, "%016" PRIx64 ".lock", hash_text(key));
	/* O_NONBLOCK, because opening a FIFO would wait. */
	fd = openat(directory, name,
		    O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
		    0600);
	close(directory);
	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode) ||
			st.st_uid != geteuid())) {
		close(fd);
		return -1;
	}
	return fd;
}

int
lock_take(const char *key, long seconds)
{
	int64_t deadline = clock_ticks() + (int64_t)seconds * 1000;
	int64_t pause = PAUSE_MIN;
	int fd = lock_open(key);

	while (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EINTR &&
		    (errno != EWOULDBLOCK || clock_ticks() >= deadline)) {
			close(fd);
			return -1;
		}
		clock_sleep(pause);
		pause = pause * 2 < PAUSE_MAX ? pause * 2 : PAUSE_MAX;
	}
	return fd;
}

void
lock_drop(int lock)
{
	if (lock >= 0)
		close(lock);
}
