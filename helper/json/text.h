/* A JSON text, as bytes that lie somewhere else. */
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
	bool compact;	     /* known to hold no space between tokens */
	bool is_result;	     /* what the filter gives, not what it is given; no
				bytes: it gives nothing */
};

#endif
