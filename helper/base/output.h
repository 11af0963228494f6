/* stdout, checked: what was not written is never called done. */
#ifndef HELPER_BASE_OUTPUT_H
#define HELPER_BASE_OUTPUT_H

#include <stddef.h>

/* Write all of it to fd 1. Returns 0, or EX_INTERNAL with a message; for EPIPE
 * EX_SIGNAL + SIGPIPE without one. */
int output_write(const void *bytes, size_t n);

/* Close fd 1 and see whether that worked; returns `status`, or worse. */
int output_close(int status);

/* For -x, whose output a shell evaluates: nothing at all would succeed. From
 * now on a run that fails prints head, its status and tail on stdout, also when
 * a signal ends it or its stack is used up. */
void output_last_words(const char *head, const char *tail);

/* Print the last words: the run has failed. Returns `status`, or worse. */
int output_failed(int status);

/* Print the last words and end the run at once, without any clean-up: for where
 * no status can be returned, such as a library's callback when memory is out.
 */
void output_abandon(int status) __attribute__((noreturn));

/* The same after the error "out of memory". A callback for libjq, which else
 * aborts; 1.6 hands over no data. */
void output_no_memory(void *unused) __attribute__((noreturn));

/* calloc that never returns NULL: where memory is out it ends the run with a
 * message and EX_INTERNAL. */
void *output_memory(size_t n, size_t size);

/* Leave with that status: for 128 + SIGPIPE the signal is restored and raised,
 * so that the shell sees what it expects. Does not return. */
void output_exit(int status) __attribute__((noreturn));

#endif
