#include "filter/source/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/msg.h"

enum { LIST_MAX = 64 << 20, STEP = 65536 };

static int
refuse(const struct lines *l, const char *why)
{
	msg_error("%s: %s", l->name, why);
	return EX_BAD_USAGE;
}

static int
read_all(struct lines *l, int fd)
{
	ssize_t n;

	do {
		char *room = buf_room(&l->bytes, STEP);

		if (!room)
			return refuse(l, "a list may hold 64 MiB");
		n = read(fd, room, STEP);
		if (n > 0)
			l->bytes.len += (size_t)n;
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n < 0 ? refuse(l, strerror(errno)) : 0;
}

static int
add_line(struct lines *l, const char *text, size_t number)
{
	void *grown;

	if (text[strspn(text, " \t")] == '\0')
		return 0;
	/* Twice as large whenever n is a power of two. */
	if ((l->n & (l->n - 1)) == 0) {
		grown = reallocarray(l->line, l->n ? 2 * l->n : 1,
				     sizeof *l->line);
		if (!grown)
			return msg_no_memory();
		l->line = grown;
	}
	l->line[l->n++] = (struct line){ text, number };
	return 0;
}

static int
split(struct lines *l)
{
	/* A byte order mark, as from Windows. */
	static const char mark[] = "\xef\xbb\xbf";
	char *at = l->bytes.data, *end = at + l->bytes.len;
	size_t number = 0;
	int rc = 0;

	if (!strncmp(at, mark, sizeof mark - 1))
		at += sizeof mark - 1;
	while (!rc && at < end) {
		char *line = at;
		size_t n = strcspn(line, "\n");

		at = line + n + 1;
		if (n > 0 && line[n - 1] == '\r')
			line[n - 1] = '\0';
		line[n] = '\0';
		rc = add_line(l, line, ++number);
	}
	return rc;
}

int
lines_read(const char *file, struct lines *ret)
{
	bool is_stdin = !strcmp(file, "-");
	int fd, rc;

	*ret = (struct lines){ .name = is_stdin ? "stdin" : file,
			       .bytes = BUF(LIST_MAX) };
	fd = is_stdin ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return refuse(ret, strerror(errno));
	rc = read_all(ret, fd);
	if (!is_stdin)
		close(fd);
	if (!rc && memchr(buf_text(&ret->bytes), '\0', ret->bytes.len))
		return refuse(ret, "it holds a NUL");
	return rc || ret->bytes.len == 0 ? rc : split(ret);
}

void
lines_free(struct lines *l)
{
	buf_free(&l->bytes);
	free(l->line);
	*l = (struct lines){ 0 };
}
