/* TAP for the unit tests: ok, is_int, is_str and at the end done. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

/*
 * One test point. Returns `good`. A failure is written to stderr too, which
 * prove shows.
 */
__attribute__((format(printf, 2, 3), unused))
static int ok(int good, const char *fmt, ...)
{
	char name[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	printf("%sok %d - %s\n", good ? "" : "not ", ++tap_count, name);
	fflush(stdout);
	if (!good)
		fprintf(stderr, "# not ok %d - %s\n", tap_count, name);
	tap_failed += !good;
	return good;
}

__attribute__((unused))
static int is_int(long long got, long long want, const char *name)
{
	if (ok(got == want, "%s", name))
		return 1;
	fprintf(stderr, "#   got: %lld\n#  want: %lld\n", got, want);
	return 0;
}

/* got and want may be NULL. */
__attribute__((unused))
static int is_str(const char *got, const char *want, const char *name)
{
	if (ok(got && want ? !strcmp(got, want) : got == want, "%s", name))
		return 1;
	fprintf(stderr, "#   got: %s\n#  want: %s\n", got ? got : "(null)",
	       want ? want : "(null)");
	return 0;
}

/* Print the plan. Return main's exit status. */
__attribute__((unused))
static int done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
