/* The tokens of jq's language, as far as walk.c follows it. */
#ifndef FILTER_PROJECTION_LEX_H
#define FILTER_PROJECTION_LEX_H

#include <stdbool.h>
#include <stddef.h>

bool lex_alpha(char c);
bool lex_digit(char c);

/* The length of the name at p; 0: none. */
size_t lex_name(const char *p);

/* Whether the n bytes at p are this word. */
bool lex_is(const char *p, size_t n, const char *word);

/* Whether it is a word that walk.c does not follow, because it binds, defines,
 * catches or fetches something; or one that ignores its input. */
bool lex_unfollowed(const char *p, size_t n);
bool lex_constant(const char *p, size_t n);

/* The length, with quotes, of the "..." at p, if its value is what is written;
 * else 0: it has escapes, or a U+FFFD, which libjq also makes of bytes that are
 * not UTF-8, here and in the input. */
size_t lex_key(const char *p);

/* Each skips white space, and then the sign, the word or an operator between
 * two values if that follows; only then it returns true. Assignments do not
 * count as operators: they return all of their input. A carriage return is not
 * white space in libjq before 1.8. */
void lex_blank(const char **p);
bool lex_sign(const char **p, const char *sign);
bool lex_word(const char **p, const char *word);
bool lex_operator(const char **p);

#endif
