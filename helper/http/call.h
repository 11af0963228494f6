/* One call, from try to try: what becomes of it when a try has ended. Who moves
 * the calls along is helper/http/client.c. */
#ifndef HELPER_HTTP_CALL_H
#define HELPER_HTTP_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "helper/http/pool.h"
#include "helper/http/reply.h"
#include "helper/http/request.h"
#include "helper/http/transfer.h"
#include "helper/http/waiting.h"

struct http {
	struct pool pool;
	struct http_call *calls; /* until http_end */
	long timeout;
	int64_t turned;	       /* ticks of the last turn */
	int64_t not_before[2]; /* ticks; without and with a token,
				  which Port counts apart */
	int64_t told;	       /* ticks up to which a pause was told */
	struct buf spare;      /* memory of a body that ended, for the next */
	struct waiting waiting;
};

struct http_call {
	struct http *http;
	struct http_call *next;
	struct transfer transfer;
	struct http_reply reply;
	struct request request;
	bool has_token, ended;
	int retries, tries;
	int64_t start; /* ticks of the next try, when none is under
			  way */
};

/* End it: we failed ourselves. `text` and `why` say how. */
void call_fail(struct http_call *c, const char *text, const char *why);

/* End it: Port asks for more than we are willing to wait. */
void call_give_up(struct http_call *c, int64_t seconds);

/* Begin its next try at `until` (clock_ticks) and say so; `why` follows. */
void call_pause(struct http *h, struct http_call *c, int64_t until,
		const char *why);

/* Plan the next try, after a pause. false: there was the last one. */
bool call_retry(struct http *h, struct http_call *c, const char *why);

/* A try has ended with that result: plan another one, or end the call. */
void call_settle(struct http *h, struct http_call *c, CURLcode result);

#endif
