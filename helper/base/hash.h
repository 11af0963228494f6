/* A text's hash, 64-bit FNV-1a: fast and well spread. Anyone can make two texts
 * with the same hash, so a collision must do no harm. */
#ifndef HELPER_BASE_HASH_H
#define HELPER_BASE_HASH_H

#include <stdint.h>

static inline uint64_t
hash_text(const char *text)
{
	uint64_t h = 0xcbf29ce484222325; /* basis and prime are FNV's */

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3;
	return h;
}

#endif
