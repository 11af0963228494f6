/* The words and signs of jq's language, as far as walk.c follows it. */
#ifndef FILTER_PROJECTION_LEX_H
#define FILTER_PROJECTION_LEX_H

#include <stdbool.h>
#include <stddef.h>

bool lex_alpha(char c);
bool lex_digit(char c);

/* The bytes of the name that begins at p; 0: none does. */
size_t lex_name(const char *p);

/* Whether the n bytes at p are this word. */
bool lex_is(const char *p, size_t n, const char *word);

/* Whether it is a word that walk.c does not follow, since it binds, defines,
 * catches or fetches something; or one that does not look at its input. */
bool lex_unfollowed(const char *p, size_t n);
bool lex_constant(const char *p, size_t n);

/* The bytes, quotes and all, of the "..." at p, if it says what it is written
 * as; else 0: it has escapes, or a U+FFFD, which libjq also makes of bytes that
 * are no UTF-8, here and in the input. */
size_t lex_key(const char *p);

/* Each passes white space, and behind it the sign, the word or an operator
 * between two values if that is what comes: then it returns true. Assignments
 * are no such operators: they return all of their input. A carriage return is
 * no white space to libjq before 1.8. */
void lex_blank(const char **p);
bool lex_sign(const char **p, const char *sign);
bool lex_word(const char **p, const char *word);
bool lex_operator(const char **p);

#endif
