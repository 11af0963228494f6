#include "filter/complete/words.h"

#include <ctype.h>
#include <dirent.h>
#include <jv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "filter/complete/names.h"
#include "filter/complete/routes.h"
#include "filter/source/fields.h"
#include "helper/base/control.h"
#include "helper/url/percent.h"

/* Full URLs and parameters are not completed. */
static bool
is_completed(const char *typed)
{
	return strncasecmp(typed, "http://", 7) != 0 &&
	       strncasecmp(typed, "https://", 8) != 0 && !strchr(typed, '?');
}

/* The PATH after a leading / or /v1/. */
static const char *
skip_lead(const char *path)
{
	return path + (!strncmp(path, "/v1/", 4) ? 4 : *path == '/');
}

/* Set `front` to just after the last `c` of the value, which begins at `value`.
 */
static void
begin_after(struct candidates *found, const char *value, char c)
{
	const char *last = strrchr(value, c);

	found->front = (size_t)((last ? last + 1 : value) - found->word);
}

void
words_routes(struct candidates *c, const struct place *p)
{
	const char *path = skip_lead(p->word + p->before);

	if (!is_completed(path))
		return;
	begin_after(c, path, '/');
	routes_offer(c, path);
}

static const char *const special[] = {
	[SPELLING_BLUEPRINT] = "%?:/",
	[SPELLING_ENTITY] = "%?",
	[SPELLING_SEGMENT] = "%?#/",
};

/* Whether the first byte of a word could make it an option, a file or a filter.
 */
static bool
begins_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' ||
	       ((unsigned char)c & 0x80);
}

int
words_spell(struct buf *ret, enum spelling how, const char *name)
{
	const char *p = name, *end = name + strlen(name);
	int rc = 0;

	while (p < end && !rc) {
		size_t n = control_at(p, (size_t)(end - p));

		if (n == 0 && (strchr(special[how], *p) ||
			       (p == name && how == SPELLING_BLUEPRINT &&
				!begins_word(*p))))
			n = 1;
		if (n == 0)
			rc = buf_addc(ret, *p++);
		/* The next bytes of a character are not controls. */
		while (n == 0 && p < end && ((unsigned char)*p & 0xc0) == 0x80)
			rc |= buf_addc(ret, *p++);
		for (; n > 0; n--)
			rc |= buf_addf(ret, "%%%02X", (unsigned char)*p++);
	}
	return rc;
}

static void
offer_name(struct candidates *c, enum spelling how, const char *name)
{
	struct buf word = BUF(1 << 16);

	if (*name && !percent_dots(name, strlen(name)) &&
	    !words_spell(&word, how, name) &&
	    (how != SPELLING_BLUEPRINT || !buf_addc(&word, ':')))
		candidates_add(c, word.data, word.len, NULL);
	buf_free(&word);
}

/* Offer the texts of an array. Consumes it. */
static void
offer_list(struct candidates *c, enum spelling how, jv names)
{
	jv_array_foreach(names, i, name)
	{
		if (jv_get_kind(name) == JV_KIND_STRING)
			offer_name(c, how, jv_string_value(name));
		jv_free(name);
	}
	jv_free(names);
}

/* Offer `field` of each item of a list, or the item itself. In an answer that
 * is an object an array is the list. */
static void
offer_answer(struct candidates *c, const struct place *p, enum spelling how,
	     const char *path, const char *field)
{
	char filter[160];

	snprintf(filter, sizeof filter,
		 "(if type == \"object\" then .[] | arrays else . end)[] | "
		 "if type == \"object\" then .%s else . end",
		 field);
	offer_list(c, how, names_answer(p, path, filter));
}

/* Offer entities of the blueprint that the n bytes at `blueprint` spell. */
static void
offer_entities(struct candidates *c, const struct place *p, enum spelling how,
	       const char *blueprint, size_t n)
{
	const char *typed = c->word + c->front;
	char *begin = strndup(typed, strcspn(typed, "%"));
	struct buf listing = BUF(1 << 16);
	jv found;

	if (begin && percent_valid(blueprint, n) &&
	    !percent_segment(&listing, blueprint, n) &&
	    !buf_addc(&listing, ':')) {
		found = names_entities(p, buf_text(&listing), begin);
		c->more = jv_array_length(jv_copy(found)) > NAMES_MAX;
		if (c->more)
			found = jv_array_slice(found, 0, NAMES_MAX);
		offer_list(c, how, found);
	}
	free(begin);
	buf_free(&listing);
}

/* Names for the last segment of a PATH, if that is a `*`. */
static void
offer_path(struct candidates *c, const struct place *p, const char *path)
{
	const struct route *route = routes_listed(path);
	struct buf list = BUF(1 << 16);

	if (!route)
		return;
	begin_after(c, path, '/');
	if (!strcmp(route->path, ROUTES_ENTITY)) {
		path = strchr(path, '/') + 1;
		offer_entities(c, p, SPELLING_SEGMENT, path,
			       strcspn(path, "/"));
	} else if (!buf_add(&list, path,
			    (size_t)(c->word + c->front - path) - 1) &&
		   !buf_adds(&list, route->list)) {
		offer_answer(c, p, SPELLING_SEGMENT, buf_text(&list),
			     route->name);
	}
	buf_free(&list);
}

void
words_names(struct candidates *c, const struct place *p)
{
	const char *typed = p->word + p->before;
	size_t n = strcspn(typed, ":/");

	if (!is_completed(typed))
		return;
	if (typed[n] == ':') {
		c->front = p->before + n + 1;
		offer_entities(c, p, SPELLING_ENTITY, typed, n);
	} else if (typed[n] == '/') {
		offer_path(c, p, skip_lead(typed));
	} else {
		c->front = p->before;
		offer_answer(c, p, SPELLING_BLUEPRINT, "blueprints",
			     "identifier");
	}
}

void
words_fields(struct candidates *c, const struct place *p)
{
	const char *const *field;

	begin_after(c, p->word + p->before, ',');
	for (field = fields_plain; *field; field++)
		candidates_add(c, *field, strlen(*field), NULL);
}

void
words_properties(struct candidates *c, const struct place *p)
{
	static const char fields[] =
		".blueprint | (\"properties.\" + (.schema.properties, "
		".mirrorProperties, .calculationProperties, "
		".aggregationProperties | objects | keys[]), \"relations.\" + "
		"(.relations | objects | keys[])) | "
		"select(contains(\",\") | not)";
	const char *name = skip_lead(p->first ? p->first : "");
	struct buf path = BUF(1 << 16);
	jv words;
	size_t n;

	if (!strncmp(name, "blueprints/", 11))
		name += 11;
	else if (name[strcspn(name, ":/?")] != ':')
		return;
	n = strcspn(name, ":/?");
	if (!percent_valid(name, n) || buf_adds(&path, "blueprints/") ||
	    percent_segment(&path, name, n)) {
		buf_free(&path);
		return;
	}
	begin_after(c, p->word + p->before, ',');
	words = names_answer(p, buf_text(&path), fields);
	jv_array_foreach(words, i, word)
	{
		const char *text = jv_string_value(word);

		candidates_add(c, text, strlen(text), NULL);
		jv_free(word);
	}
	jv_free(words);
	buf_free(&path);
}

void
words_files(struct candidates *c, const struct place *p)
{
	const char *file = p->word + p->before + 1;
	struct dirent *entry;
	char *folder, *name;
	struct stat st;
	DIR *dir;

	begin_after(c, file, '/');
	folder = strndup(file, (size_t)(c->word + c->front - file));
	dir = folder ? opendir(*folder ? folder : ".") : NULL;
	while (dir && (entry = readdir(dir))) {
		bool hidden = *entry->d_name == '.';

		if ((hidden && c->word[c->front] != '.') ||
		    asprintf(&name, "%s%s/", folder, entry->d_name) < 0)
			continue;
		candidates_add(c, name + strlen(folder),
			       strlen(entry->d_name) + (!stat(name, &st) &&
							S_ISDIR(st.st_mode)),
			       NULL);
		free(name);
	}
	if (dir)
		closedir(dir);
	free(folder);
}
