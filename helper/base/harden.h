/* What a leak can cost, made small in one call at start. */
#ifndef HELPER_BASE_HARDEN_H
#define HELPER_BASE_HARDEN_H

/*
 * First thing in main of both programs.
 *
 *  1. Descriptors 0 to 2 are open, so that no token lands in a socket that got
 *     one of their numbers. One that was closed is then /dev/null (the root
 *     directory, in a root without /dev): reading and writing it fail.
 *  2. There is no core file, and the user's other processes cannot trace this
 *     one. `make TRACE=1` builds programs that allow both, for gdb and strace.
 *     Builds with sanitizers allow them, too: their leak check traces.
 *  3. SIGPIPE is ignored: a closed stdout is seen as EPIPE, and ends the run
 *     with 141 at the end (helper/base/output.h).
 */
void harden_start(void);

#endif
