/* What a leak can cost, made small in one call at start. */
#ifndef HELPER_GUARD_H
#define HELPER_GUARD_H

/*
 * First thing in main of both programs: descriptors 0 to 2 are open (where they
 * were closed on /dev/null, so that a token cannot land in a socket that got
 * their number; reading or writing there fails), no core file, not traceable by the user's other
 * processes, SIGPIPE ignored (a closed stdout is seen as EPIPE, and ends the
 * run with 141 at the end, see helper/output.h). Remembers nothing.
 * Builds with sanitizers stay traceable, since their leak check traces.
 */
void guard_start(void);

#endif
