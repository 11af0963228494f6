/* UTF-8, as RFC 3629 has it: no overlong form, no surrogate, nothing above
 * U+10FFFF. */
#ifndef HELPER_BASE_UTF8_H
#define HELPER_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the character at the start of s[0..n), 1 to 4 bytes; 0 if there
 * is none. n is above 0. */
size_t utf8_char(const char *s, size_t n);

/* Whether all of it is UTF-8. */
bool utf8_valid(const char *s, size_t n);

/* Whether it is UTF-8 without control bytes (control.h), C1 included: what a
 * name, an id or a secret may hold, and a message can show as it is. */
bool utf8_plain(const char *s, size_t n);

#endif
