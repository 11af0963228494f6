#include "helper/cli/when.h"

#include <inttypes.h>
#include <time.h>

#include "helper/base/clock.h"

static int
when_add_span(struct buf *ret, int64_t seconds)
{
	if (seconds < 60)
		return buf_addf(ret, "%" PRId64 " s", seconds);
	if (seconds < 3600)
		return buf_addf(ret, "%" PRId64 " min", seconds / 60);
	return buf_addf(ret, "%" PRId64 " h %" PRId64 " min", seconds / 3600,
			seconds % 3600 / 60);
}

int
when_add(struct buf *ret, int64_t seconds)
{
	struct moment now;
	struct tm tm;
	time_t then;
	char text[64] = "";

	clock_now(&now);
	then = (time_t)(now.wall + seconds);
	if (localtime_r(&then, &tm))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", &tm);
	if (buf_addf(ret, "%s, %s", text, seconds < 0 ? "" : "in ") ||
	    when_add_span(ret, seconds < 0 ? -seconds : seconds))
		return -1;
	return seconds < 0 ? buf_adds(ret, " ago") : 0;
}
