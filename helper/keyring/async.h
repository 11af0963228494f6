/*
 * One asynchronous call of GLib's with a deadline. libsecret goes on waiting
 * after a cancellation, so a call that does not answer is left behind instead.
 */
#ifndef HELPER_KEYRING_ASYNC_H
#define HELPER_KEYRING_ASYNC_H

#include <stdint.h>

#include "helper/keyring/libsecret.h"

struct async;

/* A call that is to be made: the function of GLib's or libsecret's that makes
 * it gets async_answered as its callback, and this as the callback's data. */
struct async *async_begin(const struct libsecret *lib);
void async_answered(GObject *source, GAsyncResult *result, gpointer call);

/* The answer, for the caller to unref; NULL: none came before the deadline (in
 * clock_ticks). Either way `c` is gone. */
GAsyncResult *async_wait(struct async *c, int64_t deadline);

/* Forget a call that nobody will wait for; `c` is gone. */
void async_abandon(struct async *c);

#endif
