#include "filter/complete/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"
#include "helper/base/utf8.h"

static bool
candidates_want(const struct completion *c, const char *text)
{
	return strncmp(text, c->word, strlen(c->word)) == 0 &&
	       utf8_plain(text, strlen(text));
}

void
candidates_add(struct completion *c, const char *text, const char *help)
{
	char *word;

	if (asprintf(&word, "%.*s%s", (int)c->from, c->word, text) < 0)
		output_no_memory(NULL);
	if (!candidates_want(c, word)) {
		free(word);
		return;
	}
	c->item = output_room(c->item, (size_t)c->n, sizeof *c->item);
	c->item[c->n++] = (struct candidate){ word, help };
}

static int
candidates_by_text(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->text,
		      ((const struct candidate *)b)->text);
}

void
candidates_sort(struct completion *c)
{
	int kept = 0;

	if (c->n)
		qsort(c->item, (size_t)c->n, sizeof *c->item,
		      candidates_by_text);
	for (int i = 0; i < c->n; i++) {
		if (kept &&
		    !candidates_by_text(&c->item[i], &c->item[kept - 1]))
			free(c->item[i].text);
		else
			c->item[kept++] = c->item[i];
	}
	c->n = kept;
}

void
candidates_free(struct completion *c)
{
	while (c->n > 0)
		free(c->item[--c->n].text);
	free(c->item);
	c->item = NULL;
}
