#include "helper/base/plain.h"

#include <stdint.h>
#include <string.h>

/* The length of the character that s[0..n) begins with; 0 if it is malformed
 * or a control character. RFC 3629 has the limits. */
static size_t
plain_character(const unsigned char *s, size_t n)
{
	static const uint32_t lowest[] = { 0, 0, 0xa0, 0x800, 0x10000 };
	size_t k = *s >= 0xf0 ? 4 : *s >= 0xe0 ? 3 : 2;
	uint32_t code = *s & (0x7fu >> k);

	if (*s < 0x80)
		return *s >= 0x20 && *s != 0x7f;
	if (*s < 0xc2 || *s > 0xf4 || k > n)
		return 0;
	for (size_t i = 1; i < k; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (s[i] & 0x3f);
	}
	if (code < lowest[k] || code > 0x10ffff || (code & ~0x7ffu) == 0xd800)
		return 0;
	return k;
}

bool
plain_text(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;

	while (n > 0) {
		size_t k = plain_character(s, n);

		if (k == 0)
			return false;
		s += k;
		n -= k;
	}
	return true;
}

const char *
plain_trim(const char *text, size_t *ret_n)
{
	static const char blank[] = " \t\r\n";
	size_t n;

	text += strspn(text, blank);
	n = strlen(text);
	while (n > 0 && strchr(blank, text[n - 1]))
		n--;
	*ret_n = n;
	return text;
}
