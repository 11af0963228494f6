#include "helper/http/header.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "helper/base/msg.h"
#include "helper/http/libcurl.h"

enum {
	EPOCH_ABOVE = 10000,
	SHOWN_MAX = 2048 /* the most bytes of a value that is shown */
};

/* A header's value, without white space around it. */
struct value {
	const char *text;
	size_t n;
};

static bool
header_named(const char *line, size_t n, const char *name, struct value *ret)
{
	size_t k = strlen(name);

	if (n <= k || strncasecmp(line, name, k) != 0 || line[k] != ':')
		return false;
	for (k++; k < n && (line[k] == ' ' || line[k] == '\t'); k++)
		;
	while (n > k && isspace((unsigned char)line[n - 1]))
		n--;
	*ret = (struct value){ line + k, n - k };
	return true;
}

/* Copy into `size` bytes; empty if it does not fit. */
static void
header_copy(char *to, size_t size, const struct value *v)
{
	if (v->n >= size || memchr(v->text, '\0', v->n)) {
		to[0] = '\0';
		return;
	}
	memcpy(to, v->text, v->n);
	to[v->n] = '\0';
}

/* An HTTP date, which begins with the day's name; libcurl would accept much
 * else. 0: none. */
static int64_t
header_date(const char *text)
{
	const struct libcurl *curl = libcurl_open(NULL);
	time_t t;

	if (!curl || !isalpha((unsigned char)text[0]))
		return 0;
	t = curl->getdate(text, NULL);
	return t > 0 ? t : 0;
}

/* Copy the first n bytes of a value into `to`, for a message. Our secrets are
 * hidden before it is cut. The result is empty if the value is too long to
 * search, or seems to hold a new token. Returns the length. */
static size_t
header_show(const struct http_reply *r, const char *text, size_t n,
	    char to[SHOWN_MAX])
{
	const struct secrets *s = r->secrets;

	if (n > SHOWN_MAX || (s && s->minting && secrets_token_in(text, n, 0)))
		return 0;
	memcpy(to, text, n);
	secrets_hide(s, to, n);
	return n;
}

static void
header_trace_id(struct http_reply *r, const struct value *v)
{
	char id[SHOWN_MAX];
	size_t n = header_show(r, v->text, v->n, id), to = 0;

	for (size_t i = 0; i < n; i++)
		if (isalnum((unsigned char)id[i]) ||
		    (id[i] && strchr("-_.:*", id[i])))
			id[to++] = id[i];
	/* Hide again, because the bytes between its letters are gone. */
	secrets_hide(r->secrets, id, to);
	if (to > HTTP_TRACE_MAX)
		to = HTTP_TRACE_MAX;
	memcpy(r->trace_id, id, to);
	r->trace_id[to] = '\0';
}

/* Keep only scheme and host: the rest may hold anything, our secrets included.
 */
static void
header_location(struct http_reply *r, const struct value *v)
{
	const char *host = memmem(v->text, v->n, "://", 3);
	size_t n = host ? (size_t)(host - v->text) + 3 : 0;
	char copy[SHOWN_MAX];

	while (n < v->n && !strchr("/?#", v->text[n]))
		n++;
	msg_clean(r->location, copy, header_show(r, v->text, n, copy));
}

/* Discard an earlier head: other answers (100, 103) may come first. */
static void
header_restart(struct header *h, struct http_reply *r)
{
	memset(h, 0, sizeof *h);
	r->date = 0;
	r->trace_id[0] = '\0';
	r->location[0] = '\0';
}

void
header_line(struct header *h, struct http_reply *r, const char *line, size_t n)
{
	char text[64];
	struct value v;

	if (n > 5 && strncasecmp(line, "HTTP/", 5) == 0) {
		header_restart(h, r);
	} else if (n <= 2 && (line[0] == '\r' || line[0] == '\n')) {
		h->whole = true;
	} else if (header_named(line, n, "date", &v)) {
		header_copy(text, sizeof text, &v);
		r->date = header_date(text);
	} else if (header_named(line, n, "retry-after", &v)) {
		header_copy(h->retry_after, sizeof h->retry_after, &v);
	} else if (header_named(line, n, "x-ratelimit-remaining", &v)) {
		header_copy(h->remaining, sizeof h->remaining, &v);
	} else if (header_named(line, n, "x-ratelimit-reset", &v)) {
		header_copy(h->reset, sizeof h->reset, &v);
	} else if (header_named(line, n, "x-trace-id", &v)) {
		header_trace_id(r, &v);
	} else if (header_named(line, n, "location", &v)) {
		header_location(r, &v);
	}
}

/* A number of only digits; -1: none. Saturates. */
static int64_t
header_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || text[n])
		return -1;
	return n > 18 ? INT64_MAX : strtoll(text, NULL, 10);
}

static int64_t
header_until(int64_t epoch, const struct http_reply *r)
{
	int64_t now = r->date ? r->date : (int64_t)time(NULL);

	return epoch > now ? epoch - now : 0;
}

int64_t
header_wait(const struct header *h, const struct http_reply *r)
{
	int64_t seconds = -1, when;

	if (http_is_temporary(r->status)) {
		seconds = header_number(h->retry_after);
		when = seconds < 0 ? header_date(h->retry_after) : 0;
		if (when)
			seconds = header_until(when, r);
	}
	if (seconds < 0 &&
	    (r->status == 429 || header_number(h->remaining) == 0)) {
		seconds = header_number(h->reset);
		if (seconds > EPOCH_ABOVE)
			seconds = header_until(seconds, r);
	}
	return seconds;
}
