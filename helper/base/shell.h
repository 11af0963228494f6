/* Words of commands that a message suggests. */
#ifndef HELPER_BASE_SHELL_H
#define HELPER_BASE_SHELL_H

#include "helper/base/buf.h"

/* Append a word in quotes, so that a POSIX shell, bash, zsh and fish read it
 * unchanged, whatever its bytes. */
void shell_quote(struct buf *b, const char *word);

/* The same; a word that needs no quotes gets none. */
void shell_word(struct buf *b, const char *word);

/* For hints: format a word, and return it as shell_word does. The text lives
 * until the fourth next call. A word that is too long for a message becomes a
 * control byte, so that msg_hint prints no hint. */
const char *shell_shown(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

#endif
