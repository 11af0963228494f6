/* helper/http/call.h: which requests are retried, and when. */
#include "helper/http/call.h"

#include "tests/tap.h"

static void
statuses(void)
{
	int s, wrong = 0;

	for (s = 0; s < 1000; s++)
		wrong += http_is_temporary(s) !=
			 (s == 408 || s == 429 || (s >= 500 && s < 600));
	is_int(wrong, 0, "only 408, 429 and 5xx are retried");
}

static void
pauses(void)
{
	static const int64_t middle[] = {
		250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
	};
	int64_t least, most, p;
	int n, i;

	for (n = 1; n <= 8; n++) {
		least = INT64_MAX;
		most = 0;
		for (i = 0; i < 200; i++) {
			p = call_retry_pause(n, i % 2 ? 0 : -1);
			least = p < least ? p : least;
			most = p > most ? p : most;
		}
		ok(least >= middle[n - 1] * 3 / 4 &&
		   most <= middle[n - 1] * 5 / 4,
		   "pause %d lies about %lld ms", n,
		   (long long)middle[n - 1]);
		ok(most - least > middle[n - 1] / 8, "and varies");
	}
	p = call_retry_pause(20, 0);
	ok(p <= CALL_PAUSE_LAST * 5 / 4, "the twentieth is no longer");
	for (i = 0, least = INT64_MAX, most = 0; i < 50; i++) {
		p = call_retry_pause(7, 3);
		least = p < least ? p : least;
		most = p > most ? p : most;
	}
	ok(least >= 3000 && most < 3000 + CALL_PAUSE_FIRST,
	   "a wait of 3 s, and a little more");
	ok(most - least > CALL_PAUSE_FIRST / 8, "which varies");
	p = call_retry_pause(1, HTTP_WAIT_MAX);
	ok(p >= 310000 && p < 310250, "a wait of 310 s");
}

int
main(void)
{
	statuses();
	pauses();
	return done();
}
