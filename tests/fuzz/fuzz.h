/* Shared by the fuzz targets. Each is a file with one function, which libFuzzer
 * calls (make fuzz), or replay.c for each file of the corpus (make check). */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A condition that must hold for every input. */
#define MUST(what)							\
	do {								\
		if (!(what)) {						\
			fprintf(stderr, "%s:%d: not so: %s\n",		\
				__FILE__, __LINE__, #what);		\
			abort();					\
		}							\
	} while (0)

/* The input up to `until`, which is skipped, or all of it. The caller frees the
 * C string. */
__attribute__((unused)) static char *
fuzz_take(const uint8_t **data, size_t *n, char until)
{
	const uint8_t *end = memchr(*data, until, *n);
	size_t k = end ? (size_t)(end - *data) : *n;
	char *text = malloc(k + 1);

	MUST(text);
	memcpy(text, *data, k);
	text[k] = '\0';
	*data += k + (end != NULL);
	*n -= k + (end != NULL);
	return text;
}

#endif
