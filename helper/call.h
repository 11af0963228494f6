/*
 * One asynchronous call of GLib's with a deadline. libsecret goes on waiting
 * after a cancellation, so a call that does not answer is left behind instead.
 */
#ifndef HELPER_CALL_H
#define HELPER_CALL_H

#include <stdint.h>

#include "helper/libsecret.h"

struct call;

/* calloc; without memory the run ends here, as it would in GLib, but with a
 * message and EX_INTERNAL. */
void *call_memory(size_t n, size_t size);

/* To be handed over, with call_answered, to exactly one call. */
struct call *call_begin(const struct libsecret *lib);
void call_answered(GObject *source, GAsyncResult *result, gpointer call);

/* The answer, for the caller to unref; NULL: none until the deadline (in
 * clock_ticks). Either way the call is over. */
GAsyncResult *call_wait(struct call *c, int64_t deadline);

/* Nobody waits for this one. */
void call_abandon(struct call *c);

#endif
