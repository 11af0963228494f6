#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#include "tests/port/clock.h"
#include "tests/port/settings.h"

int64_t
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (now.tv_sec + (int64_t)setting_number(SET_CLOCK_SKEW)) * 1000 +
	       now.tv_nsec / 1000000;
}

int64_t
clock_seconds(void)
{
	return clock_ms() / 1000;
}

jv
clock_iso(void)
{
	int64_t ms = clock_ms();
	time_t seconds = (time_t)(ms / 1000);
	struct tm tm;
	char day[32];

	gmtime_r(&seconds, &tm);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	return jv_string_fmt("%s.%03dZ", day, (int)(ms % 1000));
}

void
clock_http(int64_t seconds, char ret[32])
{
	time_t time = (time_t)seconds;
	struct tm tm;

	gmtime_r(&time, &tm);
	strftime(ret, 32, "%a, %d %b %Y %H:%M:%S GMT", &tm);
}

static void
letters(char *ret, int length, const char *alphabet, unsigned size)
{
	for (int i = 0; i < length; i++) {
		unsigned char byte;

		if (getrandom(&byte, 1, 0) != 1)
			abort();
		ret[i] = alphabet[byte % size];
	}
	ret[length] = '\0';
}

void
random_word(char *ret, int length)
{
	letters(ret, length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789", 62);
}

void
random_hex(char *ret, int length)
{
	letters(ret, length, "0123456789abcdef", 16);
}
