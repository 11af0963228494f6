#include "filter/complete/completion.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "filter/cli/route_table.h"
#include "filter/source/fields.h"
#include "helper/base/control.h"
#include "helper/base/output.h"
#include "helper/base/utf8.h"
#include "helper/url/percent.h"
#include "helper/url/resource.h"

/* Full URLs and parameters are not completed. */
static bool
words_is_completed(const char *typed)
{
	return strncasecmp(typed, "http://", 7) != 0 &&
	       strncasecmp(typed, "https://", 8) != 0 && !strchr(typed, '?');
}

/* The PATH after a leading / or /v1/. */
static const char *
words_skip_lead(const char *path)
{
	return path + (!strncmp(path, "/v1/", 4) ? 4 : *path == '/');
}

/* Words go on after the last `sign` of the value. */
static void
words_begin_after(struct completion *c, const char *value, char sign)
{
	const char *last = strrchr(value, sign);

	c->from = (size_t)((last ? last + 1 : value) - c->word);
}

void
words_resources(struct completion *c)
{
	const char *value = c->word + c->before, *path = words_skip_lead(value);

	if (*value == '@') {
		words_files(c);
	} else if (words_is_completed(path)) {
		words_begin_after(c, path, '/');
		routes_offer(c, path);
	}
}

static const char *const special[] = { [SPELLING_BLUEPRINT] = "%?:/",
				       [SPELLING_ENTITY] = "%?",
				       [SPELLING_SEGMENT] = "%?#/" };

/* Whether the first byte of a word could make it an option, a file or a filter.
 */
static bool
words_begins_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' ||
	       ((unsigned char)c & 0x80);
}

void
words_spell(struct buf *ret, enum spelling how, const char *name)
{
	const char *p = name, *end = name + strlen(name);

	while (p < end) {
		size_t plain = 0, n = control_at(p, (size_t)(end - p));

		if (n == 0 && (strchr(special[how], *p) ||
			       (p == name && how == SPELLING_BLUEPRINT &&
				!words_begins_word(*p))))
			n = 1;
		if (n == 0) {
			plain = utf8_char(p, (size_t)(end - p));
			plain += !plain;
			buf_add(ret, p, plain);
		}
		for (p += plain; n > 0; n--)
			buf_addf(ret, "%%%02X", (unsigned char)*p++);
	}
}

void
words_offer(struct completion *c, const char *name)
{
	struct buf word = BUF(1 << 16);

	if (c->spelling == SPELLING_FIELD) {
		candidates_add(c, name, NULL);
		return;
	}
	words_spell(&word, c->spelling, name);
	if (c->spelling == SPELLING_BLUEPRINT)
		buf_addc(&word, ':');
	if (*name && !percent_dots(name, strlen(name)) && !word.failed)
		candidates_add(c, word.data, NULL);
	buf_free(&word);
}

/* Offer entities of the blueprint that the n bytes at `blueprint` spell. */
static void
words_offer_entities(struct completion *c, const char *blueprint, size_t n)
{
	const char *typed = c->word + c->from;
	char *begin = output_copy_part(typed, strcspn(typed, "%"));
	struct buf listing = BUF(1 << 16);

	percent_segment(&listing, blueprint, n);
	buf_addc(&listing, ':');
	if (percent_valid(blueprint, n) && !listing.failed)
		names_entities(c, listing.data, begin);
	free(begin);
	buf_free(&listing);
}

/* Names for the last segment of a PATH, if that is a `*`. */
static void
words_offer_path(struct completion *c, const char *path)
{
	const struct route *route = routes_listed(path);
	struct buf list = BUF(1 << 16);

	if (!route)
		return;
	words_begin_after(c, path, '/');
	c->spelling = SPELLING_SEGMENT;
	if (!strcmp(route->path, ROUTES_ENTITY)) {
		path = strchr(path, '/') + 1;
		words_offer_entities(c, path, strcspn(path, "/"));
	} else if (!buf_add(&list, path,
			    (size_t)(c->word + c->from - path) - 1) &&
		   !buf_adds(&list, route->list)) {
		names_list(c, buf_text(&list), route->name);
	}
	buf_free(&list);
}

void
words_names(struct completion *c)
{
	const char *typed = c->word + c->before;
	size_t n = strcspn(typed, ":/");

	if (*typed == '@' || !words_is_completed(typed))
		return;
	if (typed[n] == ':') {
		c->from = c->before + n + 1;
		c->spelling = SPELLING_ENTITY;
		words_offer_entities(c, typed, n);
	} else if (typed[n] == '/') {
		words_offer_path(c, words_skip_lead(typed));
	} else {
		c->from = c->before;
		c->spelling = SPELLING_BLUEPRINT;
		names_list(c, "blueprints", "identifier");
	}
}

void
words_fields(struct completion *c)
{
	words_begin_after(c, c->word + c->before, ',');
	for (const char *const *field = fields_plain; *field; field++)
		candidates_add(c, *field, NULL);
}

void
words_properties(struct completion *c)
{
	static const char below[] = "blueprints/";
	struct buf path = BUF(1 << 16);
	struct resource r = { 0 };

	if (*c->first && !resource_parse(c->first, &r) && r.path &&
	    !strncmp(r.path, below, sizeof below - 1))
		buf_addf(&path, "%s%.*s", below,
			 (int)strcspn(r.path + sizeof below - 1, "/"),
			 r.path + sizeof below - 1);
	resource_free(&r);
	words_begin_after(c, c->word + c->before, ',');
	c->spelling = SPELLING_FIELD;
	if (path.len)
		names_fields(c, path.data);
	buf_free(&path);
}

void
words_files(struct completion *c)
{
	const char *file = c->word + c->before + 1;
	struct buf pattern = BUF(1 << 16);
	glob_t found = { 0 };
	size_t folder;

	if (c->word[c->before] != '@')
		return;
	words_begin_after(c, file, '/');
	folder = (size_t)(c->word + c->from - file);
	for (; *file; file++)
		buf_addf(&pattern, strchr("*?[\\", *file) ? "\\%c" : "%c",
			 *file);
	buf_addc(&pattern, '*');
	/* A / follows the name of a folder. */
	if (!pattern.failed &&
	    !glob(buf_text(&pattern), GLOB_MARK | GLOB_NOSORT, NULL, &found)) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			candidates_add(c, found.gl_pathv[i] + folder, NULL);
	}
	globfree(&found);
	buf_free(&pattern);
}
