#include "filter/slice/repeats.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"
#include "helper/base/output.h"

/* libjq shows values between the first " (" of a message and its last ")".
 * Returns the length of what comes before them, and in *ret_rest what comes
 * after. */
static size_t
repeats_values(const char *message, const char **ret_rest)
{
	const char *from = strstr(message, " ("), *to = strrchr(message, ')');
	bool shown = from && to > from;

	*ret_rest = shown ? to : "";
	return shown ? (size_t)(from - message) : strlen(message);
}

static bool
repeats_same(const char *a, const char *b)
{
	const char *rest_of_a, *rest_of_b;
	size_t n = repeats_values(a, &rest_of_a);

	return n == repeats_values(b, &rest_of_b) && !memcmp(a, b, n) &&
	       !strcmp(rest_of_a, rest_of_b);
}

bool
repeats_new(struct repeats *r, const char *message)
{
	struct repeats_error *e = r->error;
	char *copy;

	while (e < r->error + r->n && !repeats_same(e->message, message))
		e++;
	copy = e < r->error + REPEATS_MAX ? output_copy(message) : NULL;
	if (!copy)
		return true;
	if (e == r->error + r->n)
		r->n++;
	free(e->message);
	e->message = copy;
	return ++e->n <= REPEATS_PRINTED;
}

void
repeats_end(struct repeats *r)
{
	for (struct repeats_error *e = r->error; e < r->error + r->n; e++) {
		if (e->n > REPEATS_PRINTED)
			msg_error("... and %lu more: %s",
				  e->n - REPEATS_PRINTED, e->message);
		free(e->message);
	}
	*r = (struct repeats){ 0 };
}
