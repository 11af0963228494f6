#include "helper/base/io.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <unistd.h>

/* Whether to repeat the call that has just failed; waits until it may succeed.
 */
static bool
io_again(int fd, short events)
{
	struct pollfd wait = { .fd = fd, .events = events };

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK)
		return false;
	return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

ssize_t
io_read(int fd, void *bytes, size_t n)
{
	ssize_t k;

	do
		k = read(fd, bytes, n);
	while (k < 0 && io_again(fd, POLLIN));
	return k;
}

int
io_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && io_again(fd, POLLOUT))
			continue;
		if (k < 0)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return 0;
}
