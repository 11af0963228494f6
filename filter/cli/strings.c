#include "filter/cli/strings.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"

void
strings_add(struct strings *w, const char *text, size_t n)
{
	char **more = reallocarray(w->word, (size_t)w->n + 1, sizeof *more);

	if (!more)
		output_no_memory(NULL);
	w->word = more;
	more[w->n++] = output_copy_part(text, n);
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
