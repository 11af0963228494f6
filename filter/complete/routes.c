#include "filter/complete/routes.h"

#include <stdio.h>
#include <string.h>

/* Segment number i, and its length in *ret_n; NULL: there are fewer. */
static const char *
segment(const char *path, int i, size_t *ret_n)
{
	while (i--) {
		path += strcspn(path, "/?");
		if (*path++ != '/')
			return NULL;
	}
	*ret_n = strcspn(path, "/?");
	return path;
}

/* How many segments there are; the last may be empty. */
static int
count_segments(const char *path)
{
	int n = 1;

	for (; *path && *path != '?'; path++)
		n += *path == '/';
	return n;
}

static bool
same_segment(const char *a, const char *b, int i)
{
	size_t n = 0, m = 0;
	const char *p = segment(a, i, &n), *q = segment(b, i, &m);

	return p && q && n == m && !memcmp(p, q, n);
}

/* Whether segment i of `typed` is a word of a route that is like `path` before
 * it: `actions/runs` is no name of an action. */
static bool
is_word(const char *path, const char *typed, int i)
{
	const struct route *r;
	int k;

	for (r = routes; r->path; r++) {
		for (k = 0; k < i && same_segment(r->path, path, k); k++)
			;
		if (k == i && same_segment(r->path, typed, i))
			return true;
	}
	return false;
}

/* Whether the first n segments of `typed` lead into the route. A typed * is no
 * name, and is offered nothing. */
static bool
leads_into(const char *path, const char *typed, int n)
{
	size_t len;
	int i;

	for (i = 0; i < n; i++) {
		const char *own = segment(path, i, &len);

		if (!own)
			return false;
		if (*own == '*' ? same_segment(path, typed, i) ||
					  is_word(path, typed, i) :
				  !same_segment(path, typed, i))
			return false;
	}
	return segment(path, n, &len) != NULL;
}

void
routes_offer(struct candidates *c, const char *before, const char *typed)
{
	int n = count_segments(typed);
	size_t len = 0, known;
	const struct route *r;
	char word[512];

	segment(typed, n - 1, &len);
	known = strlen(typed) - len;
	for (r = routes; r->path; r++) {
		const char *rest;

		if (!leads_into(r->path, typed, n - 1))
			continue;
		rest = segment(r->path, n - 1, &len);
		len = strcspn(rest, "*");
		snprintf(word, sizeof word, "%.*s%.*s", (int)known, typed,
			 (int)len, rest);
		if (len && !strncmp(word, typed, strlen(typed)))
			candidates_add(c, before, word, NULL);
	}
}

const struct route *
routes_listed(const char *typed)
{
	int n = count_segments(typed);
	const struct route *r;
	size_t len;

	for (r = routes; r->path; r++) {
		const char *last = segment(r->path, n - 1, &len);

		if (r->name && last && !strcmp(last, "*") &&
		    leads_into(r->path, typed, n - 1))
			return r;
	}
	return NULL;
}
