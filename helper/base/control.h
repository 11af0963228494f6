/*
 * Control bytes: C0 and DEL, which no name, URL, secret or token may hold, so
 * that none can end a header or steer a terminal; and C1 (U+0080 to U+009F),
 * which a terminal obeys, too, and a text may hold that is only shown.
 */
#ifndef HELPER_BASE_CONTROL_H
#define HELPER_BASE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>

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

/* The bytes of the control that UTF-8 text s[0..n), n above 0, begins with:
 * 1, or 2 for one of C1 (0xC2 0x80 to 0xC2 0x9F); 0: it begins with none. */
static inline size_t
control_at(const char *s, size_t n)
{
	if (control_byte(*s))
		return 1;
	return n > 1 && (unsigned char)s[0] == 0xc2 &&
			       ((unsigned char)s[1] & 0xe0) == 0x80 ?
		       2 :
		       0;
}

#endif
