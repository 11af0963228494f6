/* One call with its tries, and what happens when a try has ended: whether and
 * when it is retried, and what a terminal shows of that. client.c drives the
 * calls. */
#ifndef HELPER_HTTP_CALL_H
#define HELPER_HTTP_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/pool.h"
#include "helper/http/reply.h"
#include "helper/http/transfer.h"

struct http {
	struct pool pool;
	struct http_call *calls; /* until http_end */
	long timeout;
	int64_t turned;	       /* ticks of the last turn */
	int64_t not_before[2]; /* ticks; without and with a token, which Port
				  counts separately */
	int64_t announced;     /* ticks until which a pause was announced */
	struct buf spare; /* memory of an ended call's body, for the next */
	bool shows;	  /* the progress line on the terminal is ours */
};

struct http_call {
	struct http_call *next;
	struct transfer transfer;
	struct http_reply reply;
	bool has_token, ended;
	int retries, tries;
	int64_t start; /* ticks of the next try, while none is running */
};

/* End the call: libcurl failed, for the reason `why`. */
void call_fail(struct http_call *c, const char *why);

/* End the call: Port asks for a longer wait than the maximum. */
void call_give_up(struct http_call *c, int64_t seconds);

/* Start its next try at `until` (clock_ticks) and announce that, with `why`. */
void call_pause(struct http *h, struct http_call *c, int64_t until,
		const char *why);

/* Plan the next try, after a pause. false: no try is left. */
bool call_retry(struct http *h, struct http_call *c, const char *why);

/* A try has ended with this result: plan another one, or end the call. */
void call_settle(struct http *h, struct http_call *c, CURLcode result);

/*
 * Milliseconds before the n-th retry (from 1): growing and jittered by a
 * quarter either way, so that many clients do not come back at once; or the
 * `asked` seconds (0 or less: none asked) and a little more.
 */
enum {
	CALL_PAUSE_FIRST = 250, /* before the first retry */
	CALL_PAUSE_LAST = 8000	/* the longest, apart from jitter */
};
int64_t call_retry_pause(int n, int64_t asked);

/* A wait has lasted since `begun` (clock_ticks): a terminal shows it after a
 * second, unless there is another progress line; and it has ended. */
void call_show_wait(struct http *h, int64_t begun);
void call_show_end(struct http *h);

#endif
