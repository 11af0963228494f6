#include "filter/complete/candidates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/utf8.h"

static bool
has_candidate(const struct candidates *c, const char *text)
{
	int i;

	for (i = 0; i < c->n; i++) {
		if (strcmp(c->item[i].text, text) == 0)
			return true;
	}
	return false;
}

void
candidates_add(struct candidates *c, const char *before, const char *text,
	       const char *help)
{
	struct candidate *more;
	char *word;

	if (asprintf(&word, "%s%s", before, text) < 0)
		return;
	more = reallocarray(c->item, (size_t)c->n + 1, sizeof *more);
	if (more)
		c->item = more;
	if (!more || has_candidate(c, word) ||
	    !utf8_plain(word, strlen(word))) {
		free(word);
		return;
	}
	more[c->n++] = (struct candidate){ word, help };
}

void
candidates_free(struct candidates *c)
{
	while (c->n > 0)
		free(c->item[--c->n].text);
	free(c->item);
	c->item = NULL;
}
