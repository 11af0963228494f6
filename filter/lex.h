/* The words and signs of jq's language, as far as reads.c follows it. */
#ifndef FILTER_LEX_H
#define FILTER_LEX_H

#include <stdbool.h>
#include <stddef.h>

bool lex_alpha(char c);
bool lex_digit(char c);

/* The bytes of the name that begins at p; 0: none does. */
size_t lex_name(const char *p);

/* Whether the n bytes at p are this word. */
bool lex_is(const char *p, size_t n, const char *word);

/* Words that bind, define, catch or fetch: more than reads.c follows; and those
 * that look at no input. */
bool lex_unfollowed(const char *p, size_t n);
bool lex_constant(const char *p, size_t n);

/* The bytes, quotes and all, of the "..." at p; 0 where it is none without
 * escapes, or comes to U+FFFD, which libjq makes of bytes that are broken, here
 * and in the input. */
size_t lex_key(const char *p);

/* Each passes white space; and the sign, the word or an operator between two
 * values if that is what comes, and says so. Assignments are no operators:
 * they give back all of their input. A carriage return is no white space to
 * libjq before 1.8. */
void lex_blank(const char **p);
bool lex_sign(const char **p, const char *sign);
bool lex_word(const char **p, const char *word);
bool lex_operator(const char **p);

#endif
