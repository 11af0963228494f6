#include "helper/http/retry.h"

#include <sys/random.h>
#include <unistd.h>

#include "helper/base/clock.h"

/* 0 to range - 1; different in every process. */
static int64_t
random_below(int64_t range)
{
	uint32_t r;

	if (getrandom(&r, sizeof r, GRND_NONBLOCK) != sizeof r)
		r = (uint32_t)clock_ticks() * 2654435761U ^
		    (uint32_t)getpid() * 40503U;
	return (int64_t)(r % (uint64_t)range);
}

bool
retry_status(int status)
{
	return status == 408 || status == 429 ||
	       (status >= 500 && status <= 599);
}

int64_t
retry_pause(int n, int64_t asked)
{
	int64_t pause = RETRY_FIRST;

	if (asked > 0)
		return asked * 1000 + random_below(RETRY_FIRST);
	while (--n > 0 && pause < RETRY_LAST)
		pause *= 2;
	return pause - pause / 4 + random_below(pause / 2);
}
