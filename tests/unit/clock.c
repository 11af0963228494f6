#include <stdbool.h>
#include <stdint.h>

#include "helper/base/clock.h"
#include "tests/tap.h"

static void
back_in_time(struct moment *m, int64_t wall, int64_t boot)
{
	clock_now(m);
	m->wall -= wall;
	m->boot -= boot;
}

static bool
about(int64_t got, int64_t want)
{
	return got >= want && got <= want + 30;
}

int
main(void)
{
	struct moment m;

	clock_now(&m);
	ok(m.wall > 1700000000 && m.boot > 0, "both clocks advance");
	is_int((long long)strlen(m.boot_id), 36, "a boot has an id");
	ok(about(clock_since(&m), 0), "now has the age 0");

	back_in_time(&m, 100, 100);
	ok(about(clock_since(&m), 100), "100 seconds ago");
	back_in_time(&m, -5000, 100);
	ok(about(clock_since(&m), 100), "a clock set back makes no difference");
	back_in_time(&m, 5000, 100);
	ok(about(clock_since(&m), 100), "a clock set forward makes no difference");
	back_in_time(&m, 100, -50);
	ok(clock_since(&m) == INT64_MAX, "booted later than now: long past");

	back_in_time(&m, 100, -50);
	memcpy(m.boot_id, "another", 8);
	ok(about(clock_since(&m), 100), "another boot: the wall clock counts");
	back_in_time(&m, -100, 0);
	memcpy(m.boot_id, "another", 8);
	ok(clock_since(&m) == INT64_MAX, "a time in the future is long past");
	back_in_time(&m, 100, 50);
	m.boot_id[0] = '\0';
	ok(about(clock_since(&m), 100), "no boot id: the wall clock counts");
	return done();
}
