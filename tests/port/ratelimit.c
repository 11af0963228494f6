#include "tests/port/clock.h"
#include "tests/port/ratelimit.h"
#include "tests/port/settings.h"
#include "tests/port/value.h"

static jv
number(jv headers, const char *name, int64_t value)
{
	return with(headers, name, jv_string_fmt("%lld", (long long)value));
}

jv
ratelimit_take(struct window *window, jv headers, bool *ret_over)
{
	long limit = setting_number(SET_RATELIMIT);
	long period = setting_number(SET_RATELIMIT_PERIOD);
	int64_t now = clock_seconds(), end;
	char date[32];

	if (now < window->since || now >= window->since + period)
		*window = (struct window){ .since = now };
	end = window->since + period;
	window->used++;
	*ret_over = window->used > limit && setting_is(SET_RATELIMIT_ENFORCE,
		"on");
	headers = number(headers, "x-ratelimit-period", period);
	headers = number(headers, "x-ratelimit-limit", limit);
	headers = number(headers, "x-ratelimit-remaining",
		window->used < limit ? limit - window->used : 0);
	headers = number(headers, "x-ratelimit-reset",
		setting_is(SET_RATELIMIT_RESET, "epoch") ? end : end - now);
	if (*ret_over && setting_is(SET_RETRY_AFTER, "seconds"))
		headers = number(headers, "Retry-After", end - now);
	if (*ret_over && setting_is(SET_RETRY_AFTER, "date")) {
		clock_http(end, date);
		headers = with_text(headers, "Retry-After", date);
	}
	return headers;
}
