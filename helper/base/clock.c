#include "helper/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t
clock_seconds(clockid_t id)
{
	struct timespec t;

	return clock_gettime(id, &t) ? 0 : (int64_t)t.tv_sec;
}

/* Read only once: it does not change during a run. */
static const char *
clock_boot_id(void)
{
	static bool tried;
	static char id[37];
	ssize_t n;
	int fd;

	if (tried)
		return id;
	tried = true;
	fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return id;
	n = read(fd, id, sizeof id - 1);
	id[n == sizeof id - 1 ? n : 0] = '\0';
	close(fd);
	return id;
}

void
clock_now(struct moment *ret)
{
	ret->wall = clock_seconds(CLOCK_REALTIME);
	ret->boot = clock_seconds(CLOCK_BOOTTIME);
	memcpy(ret->boot_id, clock_boot_id(), sizeof ret->boot_id);
}

int64_t
clock_since(const struct moment *then)
{
	struct moment now;
	bool same_boot;

	clock_now(&now);
	same_boot = now.boot_id[0] && strcmp(now.boot_id, then->boot_id) == 0;
	if (same_boot && now.boot >= then->boot)
		return now.boot - then->boot;
	if (!same_boot && now.wall >= then->wall)
		return now.wall - then->wall;
	return INT64_MAX;
}

int64_t
clock_ticks(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t))
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_sleep(int64_t milliseconds)
{
	struct timespec t = {
		.tv_sec = (time_t)(milliseconds / 1000),
		.tv_nsec = (long)(milliseconds % 1000) * 1000000,
	};

	while (nanosleep(&t, &t) && errno == EINTR)
		;
}
