#include "filter/slice/hints.h"

#include <regex.h>
#include <stdbool.h>
#include <string.h>

#include "filter/cli/guess.h"
#include "helper/base/buf.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"

static bool
hints_like(const char *text, const char *pattern)
{
	regex_t regex;
	bool matches;

	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB))
		return false;
	matches = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return matches;
}

/* .properties.on-call is a subtraction. */
static bool
hints_dash(const char *filter)
{
	struct buf path = BUF(MSG_HINT_MAX);
	const char *p = filter;

	if (!hints_like(filter, "^(\\.[A-Za-z_][A-Za-z0-9_-]*)+$") ||
	    !strchr(filter, '-'))
		return false;
	while (*p == '.') {
		size_t n = strcspn(++p, ".");
		bool dash = memchr(p, '-', n);

		if (dash)
			buf_addf(&path, "%s[\"%.*s\"]", path.len ? "" : ".",
				 (int)n, p);
		else
			buf_addf(&path, ".%.*s", (int)n, p);
		p += n;
	}
	msg_hint("a name with a dash is written in brackets: %s",
		 shell_shown("%s", buf_text(&path)));
	buf_free(&path);
	return true;
}

/* Within "..." the shell removes inner quotes and replaces $NAME. */
static bool
hints_quotes(const char *filter)
{
	if (strpbrk(filter, "\"'") ||
	    !hints_like(filter,
			"([=!]=|[<>]|(contains|startswith|endswith|test|has|"
			"split|join|index|inside)\\() *"
			"([A-Za-z_][A-Za-z0-9_-]*|)[ ]*([])|,]|$|and |or )"))
		return false;
	msg_hint("the shell has passed this FILTER: %s -- put it in '...', "
		 "texts in it in \"...\"",
		 filter);
	return true;
}

/* What a web page or a file from Windows has in place of other characters. In a
 * text they do no harm, unless its quote is never closed. */
static bool
hints_pasted(const char *filter)
{
#define TEXT "\"([^\"\\]|\\\\.)*\"|'[^']*'"
#define SIGN "(\u201c|\u201d|\u2018|\u2019|\u2013|\u2014|\u00a0|\r)"
	if (!hints_like(filter, "^([^\"']|" TEXT ")*" SIGN) &&
	    !hints_like(filter, "^([^\"]|" TEXT ")*\"[^\"]*" SIGN "[^\"]*$"))
		return false;
#undef TEXT
#undef SIGN
	msg_hint("the FILTER holds a curly quote, a long dash, a hard blank or "
		 "a carriage return: type \", - or a blank");
	return true;
}

/* RESOURCE and FILTER are both bare words. */
static bool
hints_words(const char *resource, const char *filter)
{
	const char *meant =
		strchr(filter, '.') ? NULL : guess_join(resource, filter);

	if (meant)
		msg_hint("port-get%s %s", msg_choice(), meant);
	return meant;
}

void
hints_not_compiled(const struct slicing *s, const char *resource)
{
	if (s->from_file || hints_pasted(s->filter) ||
	    hints_words(resource, s->filter) || hints_dash(s->filter) ||
	    hints_quotes(s->filter))
		return;
	if (strchr(s->filter, '\'') && !strchr(s->filter, '"')) {
		msg_hint("texts in a FILTER are written \"...\": put the "
			 "FILTER in '...'");
		return;
	}
	if (hints_like(s->filter, "^\\$\\.") ||
	    hints_like(s->filter, "^[A-Za-z0-9_:/-][A-Za-z0-9_.:/-]*$"))
		msg_hint("a path begins with a dot, as .a.b; an entity is one "
			 "word, BLUEPRINT:ENTITY");
}

void
hints_failed(const struct slicing *s, enum resource_kind kind)
{
	if (s->from_file || s->stream || s->slurp || s->null_input ||
	    hints_dash(s->filter))
		return;
	if (kind == RESOURCE_LISTING &&
	    hints_like(s->filter, "^\\.(\\[|entities)"))
		msg_hint("each entity of a listing is an input of its own, as "
			 "for .identifier; -s makes them one array");
}

void
hints_nothing(const struct slicing *s, enum resource_kind kind)
{
	const char *below = *s->filter ? strchr(s->filter + 1, '.') : NULL;
	bool entity = kind == RESOURCE_LISTING || kind == RESOURCE_ENTITY;

	if (entity && !s->from_file &&
	    hints_like(s->filter,
		       "^\\.(entity|entities)(\\.[A-Za-z_][A-Za-z0-9_]*)*$"))
		msg_hint("an entity comes without its envelope: %s",
			 below ? below : ".");
}
