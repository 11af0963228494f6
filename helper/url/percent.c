#include "helper/url/percent.h"

#include <string.h>

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool
is_escape(const char *p, const char *end)
{
	return end - p > 2 && *p == '%' && hex(p[1]) >= 0 && hex(p[2]) >= 0;
}

static bool
unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("-._~", c));
}

/* The byte at *p, %XX decoded; moves *p past it. */
static char
decoded(const char **p, const char *end)
{
	char c = **p;

	if (is_escape(*p, end)) {
		c = (char)(hex((*p)[1]) << 4 | hex((*p)[2]));
		*p += 2;
	}
	(*p)++;
	return c;
}

static int
encoded(struct buf *ret, char c)
{
	return buf_addf(ret, "%%%02X", (unsigned char)c);
}

bool
percent_valid(const char *text, size_t n)
{
	const char *p, *end = text + n;

	for (p = text; p < end; p++) {
		if (*p == '%' && !is_escape(p, end))
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
		if (decoded(&p, end) != '.' || ++dots > 2)
			return false;
	}
	return dots > 0;
}

int
percent_segment(struct buf *ret, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end) {
		char c = decoded(&p, end);

		if (unreserved(c) ? buf_addc(ret, c) : encoded(ret, c))
			return -1;
	}
	return 0;
}

int
percent_value(struct buf *ret, const char *text, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (unreserved(text[i]) ? buf_addc(ret, text[i]) :
					  encoded(ret, text[i]))
			return -1;
	}
	return 0;
}

int
percent_written(struct buf *ret, const char *text, size_t n, const char *also)
{
	const char *p, *end = text + n;

	for (p = text; p < end; p++) {
		bool legal = unreserved(*p) || is_escape(p, end) ||
			     (*p && (strchr("!$&'()*+,;=:@/", *p) ||
				     strchr(also, *p)));

		if (legal ? buf_addc(ret, *p) : encoded(ret, *p))
			return -1;
	}
	return 0;
}

int
percent_decode(struct buf *ret, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end)
		if (buf_addc(ret, decoded(&p, end)))
			return -1;
	return 0;
}
