/*
 * The exit status of both programs. Functions that can fail return one of
 * these; the message has then been printed by whoever knew the cause. Both man
 * pages carry the same table, and tests/docs compares them.
 */
#ifndef HELPER_BASE_EXITS_H
#define HELPER_BASE_EXITS_H

enum exits {
	EX_DONE = 0,	       /* done */
	EX_FALSE = 1,	       /* -e: the last output of the run was false or
				  null */
	EX_BAD_USAGE = 2,      /* usage: unknown option, bad value, bad URL,
				  unreadable file */
	EX_COMPILE = 3,	       /* FILTER does not compile */
	EX_NO_OUTPUT = 4,      /* -e: the run had no output */
	EX_INPUT = 5,	       /* FILTER failed on some input, or an input of
				  '-' is not JSON */
	EX_NO_CREDENTIALS = 6, /* no credentials found, or only half of them */
	EX_REFUSED = 7,	       /* Port refused the credentials (401 after
				  renewal, 403) */
	EX_KEYRING = 8,	       /* keyring locked, silent or switched off, and
				  needed */
	EX_UNREACHABLE = 9,    /* Port cannot be reached or cannot answer now:
				  DNS, TLS, timeout, 408, 429, 5xx, a broken
				  or unusable answer. Worth a retry */
	EX_NOT_FOUND = 10,     /* not found (404, 410) */
	EX_REJECTED = 11,      /* Port refused the request: any other 4xx, a
				  redirect */
	EX_EXPIRED = 12,       /* the token has expired, or does not live as
				  long as --min-ttl asks */
	EX_INTERNAL = 13,      /* output could not be written, or an internal
				  failure */
	EX_SIGNAL = 128	       /* ended by signal n (a closed pipe is 141,
				  even where SIGPIPE was ignored); plus n */
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
