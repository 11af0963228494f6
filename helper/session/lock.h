/*
 * One at a time among processes of one user that want the same token. A file
 * under $XDG_RUNTIME_DIR, never in /tmp; optional: where it cannot be had,
 * several may mint, which costs requests and nothing else.
 */
#ifndef HELPER_SESSION_LOCK_H
#define HELPER_SESSION_LOCK_H

/* Take the lock for `key` (any text; hashed into the name), waiting at most
 * `seconds`. A symlink, FIFO or foreign file in its place is not followed.
 * Returns a descriptor, -1 without the lock. Nothing is printed. */
int lock_take(const char *key, long seconds);

/* Let go; -1 is fine. */
void lock_drop(int lock);

#endif
