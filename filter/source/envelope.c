#include "filter/source/envelope.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/utf8.h"
#include "filter/projection/project.h"
#include "helper/json/scan.h"

const char envelope_broken[] = "the answer is not JSON";
static const char not_ok[] = "the answer does not say ok: true";
const char envelope_no_memory[] = "out of memory";

static bool
is_word(const struct text *t, const char *word)
{
	return t->n == strlen(word) && !memcmp(t->bytes, word, t->n);
}

static const char *
add(struct envelope *e, const struct text *entity)
{
	if (e->n == ENVELOPE_MAX)
		return "the page holds too many entities";
	if (e->n == e->size) {
		size_t size = e->size ? 2 * e->size : 1024;
		void *grown = realloc(e->entity, size * sizeof *e->entity);

		if (!grown)
			return envelope_no_memory;
		e->entity = grown;
		e->size = size;
	}
	e->entity[e->n++] = *entity;
	return NULL;
}

/* Splits the array at *outer into entities. */
static const char *
cut_entities(struct envelope *e, const struct projection *reads,
	     struct json_walk *outer)
{
	struct json_walk w;
	struct text entity, none;
	const char *why = NULL;
	enum json_step step;

	e->n = 0;
	json_enter(&w, outer->at, (size_t)(outer->end - outer->at));
	while (!why && (step = json_step(&w, &none)) == JSON_MEMBER)
		why = (reads ? project(reads, &w, &e->cut, &entity) :
			       json_pass(&w, &entity)) ?
			      add(e, &entity) :
			      envelope_broken;
	if (!why && step == JSON_BROKEN)
		why = envelope_broken;
	if (!why)
		json_leave(outer, &w);
	return why;
}

static bool
array_follows(const struct json_walk *w)
{
	struct json_walk peek;

	return json_enter(&peek, w->at, (size_t)(w->end - w->at)) &&
	       peek.close == ']';
}

/* The members found in the object; n is 0 for one that is missing. */
struct found {
	struct text ok;
	struct text next;
	struct text wanted; /* the key asked for */
	struct text all;
	bool cut; /* the entities are in the envelope */
};

/* One pass over p[0..n). With `e` the entities are split instead of skipped. */
static const char *
take(const char *p, size_t n, struct envelope *e,
     const struct projection *reads, const char *key, struct found *ret)
{
	struct text name, value;
	struct json_walk w;
	const char *why = NULL;
	enum json_step step;

	if (!json_enter(&w, p, n) || w.close != '}')
		return json_whole(p, n, &ret->all) ? NULL : envelope_broken;
	while (!why && (step = json_step(&w, &name)) == JSON_MEMBER) {
		if (e && json_spells(&name, "entities")) {
			ret->cut = array_follows(&w);
			if (ret->cut) {
				why = cut_entities(e, reads, &w);
				continue;
			}
		}
		if (!json_pass(&w, &value))
			why = envelope_broken;
		else if (json_spells(&name, "ok"))
			ret->ok = value;
		else if (json_spells(&name, "next"))
			ret->next = value;
		else if (key && json_spells(&name, key))
			ret->wanted = value;
	}
	if (!why && (step == JSON_BROKEN || json_space(w.at, w.end) != w.end))
		why = envelope_broken;
	if (!why && ret->ok.n && !is_word(&ret->ok, "true"))
		why = not_ok;
	ret->all = w.all;
	return why;
}

const char *
envelope_page(struct envelope *e, const struct projection *reads, const char *p,
	      size_t n)
{
	struct found found = { 0 };
	const char *why;

	free(e->next);
	e->next = NULL;
	/* Allocate it all now: texts point into it, so it must not move. */
	buf_clear(&e->cut);
	e->cut.max = n;
	if (reads && !buf_room(&e->cut, n))
		return envelope_no_memory;
	why = take(p, n, e, reads, NULL, &found);
	if (!why && !found.cut)
		why = "the answer holds no entities";
	if (why || !found.next.n || is_word(&found.next, "null") ||
	    is_word(&found.next, "\"\""))
		return why;
	errno = 0;
	/* libjq would change a cursor that is not UTF-8. */
	if (*found.next.bytes == '"' &&
	    utf8_valid(found.next.bytes, found.next.n))
		e->next = json_decode(&found.next);
	if (!e->next && errno == ENOMEM)
		return envelope_no_memory;
	return e->next ? NULL : "the answer's `next` is not a cursor";
}

const char *
envelope_one(const char *p, size_t n, const char *key, struct text *ret)
{
	struct found found = { 0 };
	const char *why = take(p, n, NULL, NULL, key, &found);

	if (!why && key && !found.wanted.n)
		why = "the answer holds no entity";
	if (!why)
		*ret = key ? found.wanted : found.all;
	return why;
}

void
envelope_free(struct envelope *e)
{
	free(e->entity);
	free(e->next);
	buf_free(&e->cut);
	*e = (struct envelope){ 0 };
}
