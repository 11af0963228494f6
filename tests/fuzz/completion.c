/* filter/complete: bash reads a quoted word back unchanged, and a name spelled
 * as part of a RESOURCE is parsed back to that name. */
#include "filter/complete/bash.h"
#include "filter/complete/completion.h"

#include "helper/base/control.h"
#include "helper/url/percent.h"
#include "helper/url/resource.h"
#include "tests/fuzz/fuzz.h"

#define BREAKS " \t\n\"'@><=;|&(:"

static void
quote_and_split(const char *text, char quote)
{
	struct buf line = BUF(1 << 24);
	struct bash_line l;

	MUST(!buf_adds(&line, "port-get "));
	MUST(!quote || !buf_addc(&line, quote));
	bash_quote(&line, text, quote);
	bash_split(buf_text(&line), BREAKS, &l);
	MUST(l.word.n == 2 && !strcmp(l.word.word[1], text));
	MUST(l.quote == quote && !l.expands && !l.redirected);
	MUST(quote ? l.kept == 0 || quote == '"' || strchr(text, '\'') :
		     l.kept <= strlen(text));
	bash_free(&l);
	buf_free(&line);
}

static void
split(const char *text)
{
	struct bash_line l;

	bash_split(text, BREAKS, &l);
	MUST(l.word.n > 0 && l.kept <= strlen(l.word.word[l.word.n - 1]));
	bash_free(&l);
}

/* Spelled as a word of that kind, `name` is one segment of the path. */
static void
spell(enum spelling kind, const char *name)
{
	struct buf word = BUF(1 << 24), segment = BUF(1 << 24);
	struct resource r;
	size_t i;

	percent_value(&segment, name, strlen(name));
	MUST(!segment.failed);
	MUST(kind != SPELLING_ENTITY || !buf_adds(&word, "b:"));
	MUST(kind != SPELLING_SEGMENT || !buf_adds(&word, "teams/"));
	words_spell(&word, kind, name);
	MUST(kind != SPELLING_BLUEPRINT || !buf_adds(&word, ":"));
	for (i = 0; i < word.len; i++)
		MUST(!control_byte(word.data[i]));
	if (!resource_parse(buf_text(&word), &r)) {
		MUST(r.kind == (kind == SPELLING_BLUEPRINT ? RESOURCE_LISTING :
				kind == SPELLING_ENTITY	   ? RESOURCE_ENTITY :
							     RESOURCE_PATH));
		MUST(!r.query);
		if (kind == SPELLING_BLUEPRINT)
			MUST(!strcmp(r.blueprint, buf_text(&segment)));
		if (kind == SPELLING_ENTITY)
			MUST(!strcmp(strrchr(r.path, '/') + 1,
				     buf_text(&segment)));
	} else {
		MUST(percent_dots(name, strlen(name)));
	}
	resource_free(&r);
	buf_free(&word);
	buf_free(&segment);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = fuzz_take(&data, &n, '\0');

	if (strlen(text) < 100000) {
		split(text);
		if (!control_in(text, strlen(text)) && *text) {
			quote_and_split(text, 0);
			quote_and_split(text, '\'');
			quote_and_split(text, '"');
		}
		if (*text && !percent_dots(text, strlen(text))) {
			spell(SPELLING_BLUEPRINT, text);
			spell(SPELLING_ENTITY, text);
			spell(SPELLING_SEGMENT, text);
		}
	}
	free(text);
	return 0;
}
