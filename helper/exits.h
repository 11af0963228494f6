/*
 * The exit status of both programs. Functions that can fail return one of
 * these; the message has then been printed by whoever knew the cause. Both man
 * pages carry the same table, and tests/docs compares them.
 */
#ifndef HELPER_EXITS_H
#define HELPER_EXITS_H

enum exits {
	EX_DONE = 0,		/* done */
	EX_FALSE = 1,		/* -e: the last output was false or null */
	EX_BAD_USAGE = 2,	/* usage: unknown option, bad value, bad URL */
	EX_COMPILE = 3,		/* FILTER does not compile */
	EX_NO_OUTPUT = 4,	/* -e: the run had no output */
	EX_INPUT = 5,		/* FILTER failed, or an input is not JSON */
	EX_NO_CREDENTIALS = 6,	/* no credentials found, or only half of them */
	EX_REFUSED = 7,		/* Port refused the credentials */
	EX_KEYRING = 8,		/* keyring locked, silent or off, and needed */
	EX_UNREACHABLE = 9,	/* Port cannot be reached or answer now */
	EX_NOT_FOUND = 10,	/* 404, 410 */
	EX_REJECTED = 11,	/* any other 4xx, a redirect */
	EX_EXPIRED = 12,	/* token expired, or too short for --min-ttl */
	EX_INTERNAL = 13,	/* output lost, or an internal failure */
	EX_SIGNAL = 128		/* plus n: ended by signal n */
};

/* Of several failures in one run, the one to end with: 13, else 9, else the
 * highest. */
static inline int
exits_worse(int a, int b)
{
	if (a == EX_INTERNAL || b == EX_INTERNAL)
		return EX_INTERNAL;
	if (a == EX_UNREACHABLE || b == EX_UNREACHABLE)
		return EX_UNREACHABLE;
	return a > b ? a : b;
}

#endif
