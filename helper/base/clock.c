#include "helper/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t
seconds(clockid_t id)
{
	struct timespec t;

	return clock_gettime(id, &t) ? 0 : (int64_t)t.tv_sec;
}

static void
read_boot_id(char ret[37])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, ret, 36);

	ret[n == 36 ? 36 : 0] = '\0';
	if (fd >= 0)
		close(fd);
}

void
clock_now(struct moment *ret)
{
	ret->wall = seconds(CLOCK_REALTIME);
	ret->boot = seconds(CLOCK_BOOTTIME);
	read_boot_id(ret->boot_id);
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
