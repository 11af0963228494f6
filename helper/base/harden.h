/* Limits what a leak can cost. */
#ifndef HELPER_BASE_HARDEN_H
#define HELPER_BASE_HARDEN_H

/* LeakSanitizer traces, and runs in an exit handler. */
#if defined(__SANITIZE_ADDRESS__)
#define ALLOW_TRACE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALLOW_TRACE 1
#endif
#endif

/*
 * Call this first in main.
 *
 *  1. Opens descriptors 0 to 2 if they are closed, so that no socket gets one
 *     of these numbers and then a token. They become /dev/null (the root
 *     directory, in a root without /dev), where reading input and writing
 *     output fail.
 *  2. Forbids core files, and tracing by the user's other processes. `make
 *     TRACE=1` builds programs that allow both, for gdb and strace; so do
 *     builds with sanitizers, whose leak check traces.
 *  3. Ignores SIGPIPE: writing to a closed stdout fails with EPIPE, and the run
 *     ends with 141 (output.h).
 */
void harden_start(void);

#endif
