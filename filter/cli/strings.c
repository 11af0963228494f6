#include "filter/cli/strings.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/msg.h"

int
strings_add(struct strings *w, const char *text, size_t n)
{
	char **more = reallocarray(w->word, (size_t)w->n + 1, sizeof *more);

	if (more)
		w->word = more;
	if (!more || !(more[w->n] = strndup(text, n)))
		return msg_no_memory();
	w->n++;
	return 0;
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
