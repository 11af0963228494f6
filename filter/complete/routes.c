#include "filter/complete/completion.h"

#include <stdlib.h>
#include <string.h>

#include "filter/cli/route_table.h"
#include "helper/base/output.h"

/* Whether the n bytes at `segment` are a word of a route that begins like the
 * first `before` bytes of `path`: `actions/runs` does not hold the name of an
 * action. */
static bool
routes_have_word(const char *path, size_t before, const char *segment, size_t n)
{
	for (const struct route *r = routes; r->path; r++) {
		if (!strncmp(r->path, path, before) &&
		    strcspn(r->path + before, "/?") == n &&
		    !memcmp(r->path + before, segment, n))
			return true;
	}
	return false;
}

/* The part of the route from the last segment of `typed` on; NULL: the segments
 * before it do not match. A typed * is not a name. */
static const char *
routes_rest(const char *path, const char *typed)
{
	const char *own = path, *slash;

	for (; (slash = strchr(typed, '/')); typed = slash + 1) {
		size_t n = (size_t)(slash - typed), m = strcspn(own, "/?");
		bool same = n == m && !memcmp(own, typed, n);

		if (own[m] != '/')
			return NULL;
		if (*own == '*' ?
			    same || routes_have_word(path, (size_t)(own - path),
						     typed, n) :
			    !same)
			return NULL;
		own += m + 1;
	}
	return own;
}

void
routes_offer(struct completion *c, const char *typed)
{
	for (const struct route *r = routes; r->path; r++) {
		const char *rest = routes_rest(r->path, typed);
		char *text;

		if (!rest || *rest == '*')
			continue;
		text = output_copy_part(rest, strcspn(rest, "*"));
		if (*text)
			candidates_add(c, text, NULL);
		free(text);
	}
}

const struct route *
routes_listed(const char *typed)
{
	for (const struct route *r = routes; r->path; r++) {
		const char *rest = routes_rest(r->path, typed);

		if (r->name && rest && !strcmp(rest, "*"))
			return r;
	}
	return NULL;
}
