/* Libraries that are loaded on first use. In the static build they are linked
 * in. */
#ifndef HELPER_BASE_LIBRARY_H
#define HELPER_BASE_LIBRARY_H

#include <stdbool.h>
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
	const char *too_old; /* the error for a file that lacks one */
};

enum { LIBRARY_WHY = 256 };

/* Fill `table`, a struct of l->n pointers to functions in the order of
 * l->functions. The library stays loaded. false, and ret_why set, if it cannot
 * be used: it is not installed, too old, or what the loader says of it. */
bool library_load(const struct library *l, void *table,
		  char ret_why[LIBRARY_WHY]);

#endif
