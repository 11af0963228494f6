#include "filter/cli/strings.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"

void
strings_add(struct strings *w, const char *text, size_t n)
{
	w->word = output_room(w->word, (size_t)w->n, sizeof *w->word);
	w->word[w->n++] = output_copy_part(text, n);
}

void
strings_free(struct strings *w)
{
	while (w->n > 0)
		free(w->word[--w->n]);
	free(w->word);
	w->word = NULL;
}

bool
strings_among(const char *const *list, const char *word)
{
	while (*list && strcmp(*list, word))
		list++;
	return *list;
}
