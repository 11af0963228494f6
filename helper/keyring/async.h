/*
 * One asynchronous GLib call with a deadline. libsecret keeps waiting after a
 * cancellation, so a call that does not answer is abandoned instead.
 */
#ifndef HELPER_KEYRING_ASYNC_H
#define HELPER_KEYRING_ASYNC_H

#include <stdint.h>

#include "helper/keyring/libsecret.h"

struct async;

/* Begin a call: give its function async_answered as callback, and the result of
 * async_begin as the callback's data. */
struct async *async_begin(const struct libsecret *lib);
void async_answered(GObject *source, GAsyncResult *result, gpointer call);

/* The answer, for the caller to unref; NULL: none came before the deadline, in
 * clock_ticks. `c` is gone either way. */
GAsyncResult *async_wait(struct async *c, int64_t deadline);

/* Do not wait for this call; `c` is gone. */
void async_abandon(struct async *c);

#endif
