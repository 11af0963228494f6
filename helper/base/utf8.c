#include "helper/base/utf8.h"

#include "helper/base/control.h"

size_t
utf8_char(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t length;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n < length)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return length;
}

bool
utf8_valid(const char *s, size_t n)
{
	while (n > 0) {
		size_t length = utf8_char(s, n);

		if (length == 0)
			return false;
		s += length;
		n -= length;
	}
	return true;
}

bool
utf8_plain(const char *s, size_t n)
{
	if (!utf8_valid(s, n))
		return false;
	for (const char *end = s + n; s < end;
	     s += utf8_char(s, (size_t)(end - s)))
		if (control_at(s, (size_t)(end - s)))
			return false;
	return true;
}
