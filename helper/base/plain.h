/* Plain text: what a name, an id, a URL or a secret may hold. */
#ifndef HELPER_BASE_PLAIN_H
#define HELPER_BASE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the n bytes are well-formed UTF-8 without control characters: C0 and
 * DEL end a header line, and a terminal obeys C1 (U+0080 to U+009F) too. */
bool plain_text(const char *text, size_t n);

/* Skip blanks, tabs, CR and LF at both ends. Returns the start of what is left
 * in `text`, and its length in *ret_n. */
const char *plain_trim(const char *text, size_t *ret_n);

#endif
