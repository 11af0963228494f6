#include "filter/complete/words.h"

#include <dirent.h>
#include <jv.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "filter/complete/names.h"
#include "filter/complete/routes.h"
#include "filter/complete/spelling.h"
#include "filter/source/fields.h"

static bool
is_url(const char *typed)
{
	return !strncasecmp(typed, "http://", 7) ||
	       !strncasecmp(typed, "https://", 8);
}

/* The leading / or /v1/ of a PATH. */
static size_t
lead(const char *typed)
{
	return !strncmp(typed, "/v1/", 4) ? 4 : *typed == '/';
}

void
words_routes(struct candidates *c, const char *before, const char *typed)
{
	struct buf front = BUF(1 << 16);
	size_t n = lead(typed);

	if (!is_url(typed) && !buf_adds(&front, before) &&
	    !buf_add(&front, typed, n))
		routes_offer(c, buf_text(&front), typed + n);
	buf_free(&front);
}

/* Offer the names in the first array of the answer, which is an array of
 * objects, or is an array itself. Consumes it. */
static void
offer_names(struct candidates *c, const struct spelling *s, jv answer,
	    const char *field)
{
	jv list = jv_invalid(), keys;
	int i;

	if (jv_get_kind(answer) == JV_KIND_OBJECT) {
		keys = jv_keys(jv_copy(answer));
		for (i = 0; i < jv_array_length(jv_copy(keys)) &&
			    jv_get_kind(list) != JV_KIND_ARRAY;
		     i++) {
			jv_free(list);
			list = jv_object_get(jv_copy(answer),
					     jv_array_get(jv_copy(keys), i));
		}
		jv_free(keys);
		jv_free(answer);
	} else {
		list = answer;
	}
	for (i = 0; jv_get_kind(list) == JV_KIND_ARRAY &&
		    i < jv_array_length(jv_copy(list));
	     i++) {
		jv name = jv_array_get(jv_copy(list), i);

		if (jv_get_kind(name) == JV_KIND_OBJECT)
			name = jv_object_get(name, jv_string(field));
		if (jv_get_kind(name) == JV_KIND_STRING)
			spelling_offer(c, s, jv_string_value(name));
		jv_free(name);
	}
	jv_free(list);
}

/* Offer entities of the blueprint that `blueprint` (n bytes) spells. */
static void
offer_entities(struct candidates *c, const struct place *p,
	       const struct spelling *s, const char *blueprint, size_t n)
{
	struct buf name = BUF(1 << 16), listing = BUF(1 << 16),
		   begin = BUF(1 << 16);
	jv found;

	if (!spelling_read(&name, blueprint, n) &&
	    !spelling_write(&listing, SPELLING_BLUEPRINT, buf_text(&name)) &&
	    !buf_addc(&listing, ':') &&
	    !spelling_read(&begin, s->typed, strlen(s->typed))) {
		found = names_entities(p, buf_text(&listing), buf_text(&begin));
		if (jv_array_length(jv_copy(found)) > NAMES_MAX) {
			c->more = true;
			found = jv_array_slice(found, 0, NAMES_MAX);
		}
		offer_names(c, s, found, "identifier");
	}
	buf_free(&name);
	buf_free(&listing);
	buf_free(&begin);
}

/* A PATH: names for its last segment, if that is a `*`. */
static void
path_names(struct candidates *c, const struct place *p, const char *front,
	   const char *path)
{
	const struct route *route = routes_listed(path);
	struct spelling s = { .kind = SPELLING_SEGMENT,
			      .typed = strrchr(path, '/') + 1,
			      .after = "" };
	size_t n = (size_t)(s.typed - path);
	struct buf before = BUF(1 << 16), list = BUF(1 << 16);

	if (route && !buf_adds(&before, front) && !buf_add(&before, path, n) &&
	    !buf_add(&list, path, n - 1) && !buf_adds(&list, route->list)) {
		s.before = buf_text(&before);
		path = strchr(path, '/') + 1;
		if (!strcmp(route->path, ROUTES_ENTITY))
			offer_entities(c, p, &s, path, strcspn(path, "/"));
		else
			offer_names(c, &s, names_answer(p, buf_text(&list)),
				    route->name);
	}
	buf_free(&before);
	buf_free(&list);
}

void
words_names(struct candidates *c, const struct place *p, const char *before,
	    const char *typed)
{
	struct spelling s = { .after = "" };
	size_t n = strcspn(typed, ":/?");
	struct buf front = BUF(1 << 16);

	if (is_url(typed) || strchr(typed, '?'))
		return;
	if (buf_adds(&front, before))
		return;
	if (typed[n] == ':') {
		s.kind = SPELLING_ENTITY;
		s.typed = typed + n + 1;
		if (!buf_add(&front, typed, n + 1)) {
			s.before = buf_text(&front);
			offer_entities(c, p, &s, typed, n);
		}
	} else if (typed[n] == '/') {
		n = lead(typed);
		if (strchr(typed + n, '/') && !buf_add(&front, typed, n))
			path_names(c, p, buf_text(&front), typed + n);
	} else {
		s = (struct spelling){ SPELLING_BLUEPRINT, before, typed, ":" };
		offer_names(c, &s, names_answer(p, "blueprints"), "identifier");
	}
	buf_free(&front);
}

/* Behind the last comma of F,F. */
static const char *
last_field(const char *typed)
{
	const char *comma = strrchr(typed, ',');

	return comma ? comma + 1 : typed;
}

static void
offer_field(struct candidates *c, const char *before, const char *typed,
	    const char *kind, const char *name)
{
	const char *last = last_field(typed);
	struct buf word = BUF(1 << 16);
	size_t front;
	int rc = buf_adds(&word, before);

	rc |= buf_add(&word, typed, (size_t)(last - typed));
	front = word.len;
	rc |= buf_adds(&word, kind) | buf_adds(&word, name);
	if (!rc && !strchr(name, ',') &&
	    !strncmp(buf_text(&word) + front, last, strlen(last)))
		candidates_add(c, buf_text(&word), "", NULL);
	buf_free(&word);
}

void
words_fields(struct candidates *c, const char *before, const char *typed)
{
	const char *const *field;

	for (field = fields_plain; *field; field++)
		offer_field(c, before, typed, "", *field);
}

/* The keys of `object`, which may be invalid, as fields. Consumes it. */
static void
offer_keys(struct candidates *c, const char *before, const char *typed,
	   const char *kind, jv object)
{
	jv keys;
	int i;

	if (jv_get_kind(object) != JV_KIND_OBJECT) {
		jv_free(object);
		return;
	}
	keys = jv_keys(object);
	for (i = 0; i < jv_array_length(jv_copy(keys)); i++) {
		jv key = jv_array_get(jv_copy(keys), i);

		offer_field(c, before, typed, kind, jv_string_value(key));
		jv_free(key);
	}
	jv_free(keys);
}

static jv
member(jv object, const char *key)
{
	if (jv_get_kind(object) == JV_KIND_OBJECT)
		return jv_object_get(jv_copy(object), jv_string(key));
	return jv_invalid();
}

void
words_properties(struct candidates *c, const struct place *p,
		 const char *before, const char *typed)
{
	static const char *const kinds[] = { "mirrorProperties",
					     "calculationProperties",
					     "aggregationProperties" };
	const char *name = p->first ? p->first : "";
	struct buf path = BUF(1 << 16), read = BUF(1 << 16);
	jv answer, blueprint, schema;
	size_t i;

	name += lead(name);
	if (!strncmp(name, "blueprints/", 11))
		name += 11;
	else if (name[strcspn(name, ":/?")] != ':')
		return;
	if (spelling_read(&read, name, strcspn(name, ":/?")) ||
	    buf_adds(&path, "blueprints/") ||
	    spelling_write(&path, SPELLING_SEGMENT, buf_text(&read))) {
		buf_free(&path);
		buf_free(&read);
		return;
	}
	answer = names_answer(p, buf_text(&path));
	blueprint = member(answer, "blueprint");
	schema = member(blueprint, "schema");
	offer_keys(c, before, typed, "properties.",
		   member(schema, "properties"));
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		offer_keys(c, before, typed, "properties.",
			   member(blueprint, kinds[i]));
	offer_keys(c, before, typed, "relations.",
		   member(blueprint, "relations"));
	jv_free(answer);
	jv_free(blueprint);
	jv_free(schema);
	buf_free(&path);
	buf_free(&read);
}

void
words_files(struct candidates *c, const char *before, const char *typed)
{
	const char *slash = strrchr(typed, '/');
	const char *begin = slash ? slash + 1 : typed + 1;
	struct buf front = BUF(1 << 16), path = BUF(1 << 16);
	struct dirent *entry;
	struct stat st;
	DIR *dir = NULL;
	size_t known;

	if (!buf_add(&path, typed + 1, (size_t)(begin - typed) - 1))
		dir = opendir(slash ? buf_text(&path) : ".");
	known = path.len;
	if (dir && !buf_adds(&front, before) &&
	    !buf_add(&front, typed, (size_t)(begin - typed))) {
		while ((entry = readdir(dir))) {
			if (strncmp(entry->d_name, begin, strlen(begin)) ||
			    (*entry->d_name == '.' && *begin != '.'))
				continue;
			path.len = known;
			if (buf_addf(&path, "%s", entry->d_name))
				continue;
			if (!stat(buf_text(&path), &st) && S_ISDIR(st.st_mode))
				buf_addc(&path, '/');
			candidates_add(c, buf_text(&front),
				       buf_text(&path) + known, NULL);
		}
	}
	if (dir)
		closedir(dir);
	buf_free(&front);
	buf_free(&path);
}
