/* Regular expressions as Port writes them, and the formats of string
 * properties. libjq's test() knows all of them, but its first use takes as long
 * as the rest of a start. So POSIX's are used where they mean the same. */
#ifndef PORT_PATTERN_H
#define PORT_PATTERN_H

#include <stdbool.h>

#define PATTERN_ENTITY "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/='-]{1,1000}$"
#define PATTERN_BLUEPRINT "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/-]{1,100}$"
#define PATTERN_ACTION "^(?!\\.{1,2}$)[\\p{L}0-9@_.+:=-]+$"
#define PATTERN_NAME "^[A-Za-z0-9@_=\\\\-]{1,100}$"

/* False also if `pattern` is not a regular expression. */
bool pattern_matches(const char *pattern, const char *text);
/* The same for one of the patterns above. */
bool name_matches(const char *pattern, const char *name);
/* True for an unknown format. */
bool format_matches(const char *format, const char *text);
void pattern_free(void);

#endif
