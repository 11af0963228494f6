/* A JSON text: bytes in somebody else's memory. */
#ifndef HELPER_JSON_TEXT_H
#define HELPER_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed from whoever read it; scan.h fills it. */
struct text {
	const char *bytes;
	size_t n;
	unsigned depth;	     /* of nested brackets; 0: none, or not known */
	bool lone_surrogate; /* a \uD800..\uDFFF escape without its half */
	bool escaped;	     /* holds a backslash */
	bool compact;	     /* known to hold no space between tokens */
	bool is_result;	     /* the filter's result, not its input; no bytes: no
				result */
};

#endif
