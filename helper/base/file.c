#include "helper/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"

enum { STEP = 65536 };

const char *
file_name(const char *file)
{
	return strcmp(file, "-") ? file : "stdin";
}

static int
read_open(const char *file, int fd, struct buf *ret)
{
	ssize_t n;

	do {
		char *room = buf_room(ret, STEP);

		if (!room && ret->max - ret->len >= STEP)
			return msg_no_memory();
		if (!room) {
			msg_error("%s: larger than %zu MiB", file_name(file),
				  ret->max >> 20);
			return EX_BAD_USAGE;
		}
		n = io_read(fd, room, STEP);
		if (n > 0)
			ret->len += (size_t)n;
	} while (n > 0);
	if (n == 0)
		return 0;
	msg_error("%s: %s", file_name(file), strerror(errno));
	return EX_BAD_USAGE;
}

int
file_read(const char *file, struct buf *ret)
{
	int fd, rc;

	if (!strcmp(file, "-"))
		return read_open(file, STDIN_FILENO, ret);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		msg_error("%s: %s", file, strerror(errno));
		return EX_BAD_USAGE;
	}
	rc = read_open(file, fd, ret);
	close(fd);
	return rc;
}
