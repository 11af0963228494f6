/*
 * A very large blueprint in little memory: a thousand believable entities,
 * rendered once, that repeat with another number in them. Entity n (1 to
 * count) has its number, seven digits, in its identifier.
 */
#ifndef PORT_SYNTHETIC_H
#define PORT_SYNTHETIC_H

#include <stddef.h>
#include <jv.h>

struct synthetic;

enum { SYNTHETIC_VARIANTS = 1000, SYNTHETIC_MAX = 9999999 };
/* Stands where the number will. */
#define SYNTHETIC_NUMBER "#######"

/* `variants`: an array of SYNTHETIC_VARIANTS entities; taken. */
struct synthetic *synthetic_new(jv variants, size_t n);
void synthetic_free(struct synthetic *synthetic);
size_t synthetic_count(const struct synthetic *synthetic);
jv synthetic_at(const struct synthetic *synthetic, size_t n);
jv synthetic_get(const struct synthetic *synthetic, const char *identifier);

/*
 * Entities n to n + count - 1 as JSON, one behind the other with commas
 * between them; to be freed. `include` and `exclude` as in a search.
 */
char *synthetic_text(struct synthetic *synthetic, size_t n, size_t count,
	jv include, jv exclude, size_t *ret_length);

#endif
