#include "helper/url/percent.h"

#include <ctype.h>
#include <string.h>

static int
percent_hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

static bool
percent_is_escape(const char *p, const char *end)
{
	return end - p > 2 && *p == '%' && isxdigit((unsigned char)p[1]) &&
	       isxdigit((unsigned char)p[2]);
}

static bool
percent_is_unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("-._~", c));
}

/* The byte at *p, %XX decoded; moves *p past it. */
static char
percent_next_byte(const char **p, const char *end)
{
	char c = **p;

	if (percent_is_escape(*p, end)) {
		c = (char)(percent_hex((*p)[1]) << 4 | percent_hex((*p)[2]));
		*p += 2;
	}
	(*p)++;
	return c;
}

static void
percent_put(struct buf *ret, char c, bool legal)
{
	if (legal)
		buf_addc(ret, c);
	else
		buf_addf(ret, "%%%02X", (unsigned char)c);
}

bool
percent_valid(const char *text, size_t n)
{
	const char *p, *end = text + n;

	for (p = text; p < end; p++) {
		if (*p == '%' && !percent_is_escape(p, end))
			return false;
	}
	return true;
}

bool
percent_dots(const char *segment, size_t n)
{
	const char *p = segment, *end = segment + n;
	int dots = 0;

	while (p < end) {
		if (percent_next_byte(&p, end) != '.' || ++dots > 2)
			return false;
	}
	return dots > 0;
}

void
percent_segment(struct buf *ret, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end) {
		char c = percent_next_byte(&p, end);

		percent_put(ret, c, percent_is_unreserved(c));
	}
}

void
percent_value(struct buf *ret, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		percent_put(ret, text[i], percent_is_unreserved(text[i]));
}

void
percent_written(struct buf *ret, const char *text, size_t n, const char *also)
{
	const char *end = text + n;

	for (const char *p = text; p < end; p++)
		percent_put(ret, *p,
			    percent_is_unreserved(*p) ||
				    percent_is_escape(p, end) ||
				    (*p && (strchr("!$&'()*+,;=:@/", *p) ||
					    strchr(also, *p))));
}

void
percent_decode(struct buf *ret, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end)
		buf_addc(ret, percent_next_byte(&p, end));
}
