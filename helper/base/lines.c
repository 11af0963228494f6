#include "helper/base/lines.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/msg.h"

enum { LIST_MAX = 64 << 20 };

static int
add_line(struct lines *l, const char *text, size_t number)
{
	void *grown;

	if (text[strspn(text, " \t")] == '\0' || *text == '#')
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
	int rc;

	*ret = (struct lines){ .name = file_name(file),
			       .bytes = BUF(LIST_MAX) };
	rc = file_read(file, &ret->bytes);
	if (!rc && memchr(buf_text(&ret->bytes), '\0', ret->bytes.len)) {
		msg_error("%s: it holds a NUL", ret->name);
		return EX_BAD_USAGE;
	}
	return rc || ret->bytes.len == 0 ? rc : split(ret);
}

void
lines_free(struct lines *l)
{
	buf_free(&l->bytes);
	free(l->line);
	*l = (struct lines){ 0 };
}
