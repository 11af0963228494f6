#include "helper/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "helper/base/exits.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum { STEP = 65536, LIST_MAX = 64 << 20, WHERE_MAX = 4096 + 32 };

const char *
file_name(const char *file)
{
	return strcmp(file, "-") ? file : "stdin";
}

static int
file_refuse(const char *option, const char *file, const char *why)
{
	msg_error("%s%s%s: %s", option, *option ? " " : "", file_name(file),
		  why);
	return EX_BAD_USAGE;
}

/* Whether a regular file holds more than fits into b, found without reading. */
static bool
file_exceeds(int fd, const struct buf *b)
{
	struct stat st;
	off_t at;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return false;
	at = lseek(fd, 0, SEEK_CUR);
	return at >= 0 && st.st_size - at > (off_t)(b->max - b->len);
}

/* `why` becomes the reason if that failed. */
static void
file_read_all(int fd, bool text, struct buf *ret, char why[64])
{
	bool nul = false, fits = !file_exceeds(fd, ret);
	ssize_t n = 1;

	while (fits && n > 0 && !nul) {
		char *room = buf_room(ret, STEP);

		fits = room != NULL;
		n = fits ? io_read(fd, room, STEP) : 0;
		if (n > 0) {
			ret->len += (size_t)n;
			nul = text && memchr(room, '\0', (size_t)n);
		}
	}
	if (!fits)
		snprintf(why, 64, "larger than %zu MiB", ret->max >> 20);
	else if (n < 0)
		snprintf(why, 64, "%s", strerror(errno));
}

int
file_read(const char *option, const char *file, bool text, struct buf *ret)
{
	bool is_stdin = strcmp(file, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	char why[64] = "";

	if (fd < 0)
		return file_refuse(option, file, strerror(errno));
	file_read_all(fd, text, ret, why);
	if (!is_stdin)
		close(fd);
	return *why ? file_refuse(option, file, why) : 0;
}

static void
lines_add(struct lines *l, const char *text, size_t number)
{
	if (text[strspn(text, " \t")] == '\0' || *text == '#')
		return;
	l->line = output_room(l->line, l->n, sizeof *l->line);
	l->line[l->n++] = (struct line){ text, number };
}

static void
lines_split(struct lines *l)
{
	/* A byte order mark, as from Windows. */
	static const char mark[] = "\xef\xbb\xbf";
	char *at = l->bytes.data, *end = at + l->bytes.len;
	size_t number = 0;

	if (!strncmp(at, mark, sizeof mark - 1))
		at += sizeof mark - 1;
	while (at < end) {
		char *line = at;
		size_t n = strcspn(line, "\n");

		at = line + n + 1;
		if (n > 0 && line[n - 1] == '\r')
			line[n - 1] = '\0';
		line[n] = '\0';
		lines_add(l, line, ++number);
	}
}

int
lines_read(const char *file, struct lines *ret)
{
	int rc;

	*ret = (struct lines){ .name = file_name(file),
			       .bytes = BUF(LIST_MAX) };
	rc = file_read("", file, true, &ret->bytes);
	if (!rc && memchr(buf_text(&ret->bytes), '\0', ret->bytes.len)) {
		msg_error("%s: it holds a NUL", ret->name);
		return EX_BAD_USAGE;
	}
	if (!rc && ret->bytes.len > 0)
		lines_split(ret);
	return rc;
}

bool
lines_is_json(const struct lines *l, size_t i)
{
	const char *text = l->line[i].text;

	return strchr("{[\"", text[strspn(text, " \t")]) != NULL;
}

const char *
lines_where(const struct lines *l, size_t i)
{
	static char where[WHERE_MAX];

	if (!l->name)
		return "";
	snprintf(where, sizeof where, "%s:%zu: ", l->name, l->line[i].number);
	return where;
}

void
lines_free(struct lines *l)
{
	buf_free(&l->bytes);
	free(l->line);
	*l = (struct lines){ 0 };
}
