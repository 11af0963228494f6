/* Functions of a library that a program can do without until it needs them: a
 * shared library that is loaded on first use, or, in the static build, one that
 * is linked in. */
#ifndef HELPER_BASE_LIBRARY_H
#define HELPER_BASE_LIBRARY_H

#include <stddef.h>

struct library_function {
	const char *name;
	void *address; /* where it is linked in; NULL: found by name */
};

#ifdef PORT_STATIC
#define LIBRARY_FUNCTION(function)                                             \
	{                                                                      \
#function, (void *)(function)                                  \
	}
#else
#define LIBRARY_FUNCTION(function)                                             \
	{                                                                      \
#function, NULL                                                \
	}
#endif

struct library {
	const char *const *files; /* names to try in turn, NULL-terminated */
	const struct library_function *functions;
	size_t n;	     /* how many functions */
	const char *too_old; /* why a file that lacks one is no use */
};

/* Fills `table`, a struct of l->n pointers to functions in the order of
 * l->functions. The library stays loaded. Returns NULL, or why it cannot be
 * used (static text); the table is then incomplete. */
const char *library_load(const struct library *l, void *table);

#endif
