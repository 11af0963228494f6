/*
 * A very large blueprint in little memory: the text of a thousand realistic
 * entities repeats, with another number in it each time. The identifier of
 * entity n (1 to count) has this number in seven digits.
 */
#ifndef PORT_SYNTHETIC_H
#define PORT_SYNTHETIC_H

#include <stddef.h>
#include <jv.h>

struct synthetic;

enum { SYNTHETIC_VARIANTS = 1000, SYNTHETIC_MAX = 9999999 };
/* The placeholder of the number. */
#define SYNTHETIC_NUMBER "#######"

/* Takes `variants`, an array of SYNTHETIC_VARIANTS entities. */
struct synthetic *synthetic_new(jv variants, size_t n);
void synthetic_free(struct synthetic *synthetic);
size_t synthetic_count(const struct synthetic *synthetic);
jv synthetic_at(const struct synthetic *synthetic, size_t n);
jv synthetic_get(const struct synthetic *synthetic, const char *identifier);

/*
 * Entities n to n + count - 1 as JSON, with commas between them; free() it.
 * `include` and `exclude` are those of a search.
 */
char *synthetic_text(struct synthetic *synthetic, size_t n, size_t count,
	jv include, jv exclude, size_t *ret_length);

#endif
