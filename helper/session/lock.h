/*
 * Lets one process at a time get the same token. The lock is a file under
 * $XDG_RUNTIME_DIR, never in /tmp. It is optional: without it several processes
 * may mint, which costs only requests.
 */
#ifndef HELPER_SESSION_LOCK_H
#define HELPER_SESSION_LOCK_H

/* Take the lock for `key` (any text), waiting at most `seconds`. A symlink, a
 * FIFO or another user's file in its place is not used. Returns a descriptor,
 * or -1 without the lock. Prints nothing. */
int lock_take(const char *key, long seconds);

/* Release it; -1 is fine. */
void lock_drop(int lock);

#endif
