/*
 * Control bytes. C0 and DEL are not allowed in a name, URL, secret or token, so
 * that none can end a header or control a terminal. C1 (U+0080 to U+009F)
 * controls a terminal too, and so do the characters that reorder what is
 * displayed, so that a text reads as another one. They are allowed in text that
 * is only shown. The marks U+061C, U+200E and U+200F, which right-to-left text
 * needs, reorder nothing else and are text.
 */
#ifndef HELPER_BASE_CONTROL_H
#define HELPER_BASE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool
control_byte(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

/* Whether one of n bytes is C0 or DEL. */
static inline bool
control_in(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (control_byte(text[i]))
			return true;
	return false;
}

/* Skip blanks, tabs, CR and LF at both ends. Returns where the rest begins;
 * its length is *ret_n. */
static inline const char *
control_trim(const char *text, size_t *ret_n)
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

/* The length of the control character at the start of s[0..n): 1, 2 for C1
 * (0xC2 0x80 to 0xC2 0x9F), or 3 for one that reorders what is displayed
 * (U+202A to U+202E, U+2066 to U+2069); 0 if there is none. n is above 0, and s
 * is at the start of a character: a byte 0x80 to 0x9F there is not UTF-8, and a
 * terminal that reads single bytes takes it for C1. */
static inline size_t
control_at(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;

	if (control_byte(*s) || (p[0] & 0xe0) == 0x80)
		return 1;
	if (n > 2 && p[0] == 0xe2 &&
	    ((p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) ||
	     (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)))
		return 3;
	return n > 1 && p[0] == 0xc2 && (p[1] & 0xe0) == 0x80 ? 2 : 0;
}

/* The code of the control character of n bytes at s. */
static inline unsigned
control_code(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;

	return n == 3 ? 0x2000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu) :
			p[n - 1];
}

#endif
