#include "filter/complete/spelling.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/control.h"
#include "helper/url/percent.h"

static const char *const special[] = {
	[SPELLING_BLUEPRINT] = "%?:/",
	[SPELLING_ENTITY] = "%?",
	[SPELLING_SEGMENT] = "%?#/",
};

/* The first byte of a blueprint could make the word an option, a file or a
 * filter: only those of most names stay. */
static bool
begins_plainly(char c)
{
	return isalnum((unsigned char)c) || c == '_' ||
	       ((unsigned char)c & 0x80);
}

static int
write_from(struct buf *ret, enum spelling_kind kind, const char *name,
	   bool start)
{
	const char *p = name, *end = name + strlen(name);
	int rc = 0;

	while (p < end && !rc) {
		size_t n = control_at(p, (size_t)(end - p));
		bool keep = n == 0 && !strchr(special[kind], *p);

		if (start && p == name && kind == SPELLING_BLUEPRINT)
			keep = keep && begins_plainly(*p);
		if (keep) {
			rc = buf_addc(ret, *p++);
			while (p < end && ((unsigned char)*p & 0xc0) == 0x80)
				rc |= buf_addc(ret, *p++);
			continue;
		}
		for (n = n ? n : 1; n; n--)
			rc |= buf_addf(ret, "%%%02X", (unsigned char)*p++);
	}
	return rc;
}

int
spelling_write(struct buf *ret, enum spelling_kind kind, const char *name)
{
	return write_from(ret, kind, name, true);
}

int
spelling_read(struct buf *ret, const char *typed, size_t n)
{
	const char *end = typed + n;

	for (; typed < end; typed++) {
		char hex[3] = "";
		char c = *typed;

		if (c == '%' && (end - typed < 3 || !percent_valid(typed, 3)))
			return 0;
		if (c == '%') {
			memcpy(hex, typed + 1, 2);
			c = (char)strtoul(hex, NULL, 16);
			typed += 2;
		}
		if (buf_addc(ret, c))
			return -1;
	}
	return 0;
}

void
spelling_offer(struct candidates *c, const struct spelling *s, const char *name)
{
	struct buf word = BUF(1 << 16), read = BUF(1 << 16);
	size_t n = strlen(s->typed);
	int rc;

	if (!*name || percent_dots(name, strlen(name)))
		return;
	rc = buf_adds(&word, s->before);
	rc |= spelling_write(&word, s->kind, name);
	if (strncmp(buf_text(&word) + strlen(s->before), s->typed, n) != 0) {
		rc |= spelling_read(&read, s->typed, n);
		if (!percent_valid(s->typed, n) ||
		    strncmp(name, buf_text(&read), read.len) != 0)
			rc = -1;
		buf_clear(&word);
		rc |= buf_adds(&word, s->before) | buf_adds(&word, s->typed);
		rc |= rc ? rc :
			   write_from(&word, s->kind, name + read.len,
				      read.len == 0);
	}
	if (rc == 0)
		candidates_add(c, buf_text(&word), s->after, NULL);
	buf_free(&word);
	buf_free(&read);
}
