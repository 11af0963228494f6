/* helper/http/transfer.h: the copy of a request is wiped. */
#include "helper/http/transfer.h"

#include <stdlib.h>

#include "tests/tap.h"

/* Replaces libcurl's lists, to look at their content when they are freed. */
static char kept[16][128];
static int n_kept;
static bool all_wiped;

static struct curl_slist *
append(struct curl_slist *list, const char *text)
{
	struct curl_slist *s = calloc(1, sizeof *s), **at = &list;

	s->data = strdup(text);
	snprintf(kept[n_kept++ % 16], sizeof kept[0], "%s", text);
	while (*at)
		at = &(*at)->next;
	*at = s;
	return list;
}

static void
free_all(struct curl_slist *list)
{
	struct curl_slist *next;

	for (all_wiped = true; list; list = next) {
		next = list->next;
		all_wiped = all_wiped && !*list->data;
		free(list->data);
		free(list);
	}
}

static const struct libcurl fake = {
	.slist_append = append, .slist_free_all = free_all
};

static void
copied(void)
{
	const struct http_request given = {
		.url = "https://x.example/v1/y",
		.token = "tok.en", .body = "{}", .hide = "se/cret",
		.secret = true,
	};
	struct transfer t = { 0 };
	int i, authorized = 0;

	n_kept = 0;
	transfer_open(&t, &fake, &given);
	ok(t.post, "a POST");
	is_str(buf_text(&t.body), "{}", "with its body");
	for (i = 0; i < n_kept; i++)
		authorized += !strcmp(kept[i], "Authorization: Bearer tok.en");
	is_int(authorized, 1, "and one Authorization");
	transfer_close(&t);
	ok(all_wiped, "the header lines are wiped before they are freed");
}

int
main(void)
{
	copied();
	return done();
}
