/* Checked output on stdout: a failed write is never reported as success. */
#ifndef HELPER_BASE_OUTPUT_H
#define HELPER_BASE_OUTPUT_H

#include <stddef.h>

/* Write all of it to fd 1. Returns 0, or EX_INTERNAL with a message, which is
 * printed once in a run; for EPIPE EX_SIGNAL + SIGPIPE without one. */
int output_write(const void *bytes, size_t n);

/* Close fd 1 and check that this worked. Returns `status`, or a worse one. */
int output_close(int status);

/* For -x: a shell evaluates the output, and empty output would succeed. From
 * now on a run that fails prints head, its status and tail on stdout, even if a
 * signal or a stack overflow ends it. */
void output_last_words(const char *head, const char *tail);

/* Print the last words: the run has failed. Returns `status`, or a worse one.
 */
int output_failed(int status);

/* Print the last words and end the run at once, without clean-up: for code that
 * cannot return a status, such as a library's callback when memory runs out. */
void output_abandon(int status) __attribute__((noreturn));

/* The same after the error "out of memory". A callback for libjq, which would
 * abort; 1.6 passes no data. */
void output_no_memory(void *unused) __attribute__((noreturn));

/* calloc that never returns NULL: if memory runs out it ends the run with a
 * message and EX_INTERNAL. */
void *output_memory(size_t n, size_t size);

/* The array with room for one more than its n elements: twice as large whenever
 * n is a power of two. Ends the run likewise. */
void *output_room(void *array, size_t n, size_t size);

/* Copies of a text, or of its first n bytes, for free(). They never return NULL
 * either. */
char *output_copy(const char *text);
char *output_copy_part(const char *text, size_t n);

/* Exit with that status. For 128 + SIGPIPE the signal is restored and raised,
 * so that the shell sees what it expects. Does not return.
 *
 * No exit handlers run, except in a build that can be traced (harden.h). They
 * would only free what the libraries hold, in 0.2 ms, and could do that while a
 * thread of libcurl or GLib still uses it. */
void output_exit(int status) __attribute__((noreturn));

#endif
