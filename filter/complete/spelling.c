#include "filter/complete/spelling.h"

#include <ctype.h>
#include <string.h>

#include "helper/base/control.h"

static const char *const special[] = {
	[SPELLING_BLUEPRINT] = "%?:/",
	[SPELLING_ENTITY] = "%?",
	[SPELLING_SEGMENT] = "%?#/",
};

/* The first byte of a word could make it an option, a file or a filter. */
static bool
begins_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' ||
	       ((unsigned char)c & 0x80);
}

int
spelling_write(struct buf *ret, enum spelling how, const char *name)
{
	const char *p = name, *end = name + strlen(name);
	int rc = 0;

	while (p < end && !rc) {
		size_t n = control_at(p, (size_t)(end - p));

		if (n == 0 && (strchr(special[how], *p) ||
			       (p == name && how == SPELLING_BLUEPRINT &&
				!begins_word(*p))))
			n = 1;
		if (n == 0)
			rc = buf_addc(ret, *p++);
		/* Bytes that go on with a character are no control. */
		while (n == 0 && p < end && ((unsigned char)*p & 0xc0) == 0x80)
			rc |= buf_addc(ret, *p++);
		for (; n > 0; n--)
			rc |= buf_addf(ret, "%%%02X", (unsigned char)*p++);
	}
	return rc;
}
