#include "filter/source/envelope.h"

#include <stdlib.h>
#include <string.h>

#include "filter/projection/project.h"
#include "helper/base/output.h"
#include "helper/base/utf8.h"
#include "helper/json/scan.h"
#include "helper/json/value.h"
#include "helper/url/percent.h"

static const char broken[] = "the answer is not JSON";
static const char other[] = "it is the answer to another request";

/* The members found in the object; n is 0 for one that is missing. */
struct members {
	struct text ok;
	struct text next;
	struct text entity;
	struct text all;
	struct text first; /* the page from its first entity on */
	bool page;	   /* the entities are in the envelope */
};

static const char *
envelope_add_text(struct envelope *e, const struct text *text)
{
	if (e->n == ENVELOPE_MAX)
		return "the page holds too many entities";
	e->text = output_room(e->text, e->n, sizeof *e->text);
	e->text[e->n++] = *text;
	return NULL;
}

/* Split the array at *outer into entities. */
static const char *
envelope_split_page(struct envelope *e, const struct projection *reads,
		    struct json_walk *outer, struct text *ret_first)
{
	struct json_walk w;
	struct text entity, none;
	const char *why = NULL;
	enum json_step step;

	e->n = 0;
	ret_first->n = 0;
	json_enter(&w, outer->at, (size_t)(outer->end - outer->at));
	while (!why && (step = json_step(&w, &none)) == JSON_MEMBER) {
		if (!ret_first->n) {
			ret_first->bytes = json_space(w.at, w.end);
			ret_first->n = (size_t)(w.end - ret_first->bytes);
		}
		why = (reads ? project(reads, &w, &e->cut, &entity) :
			       json_pass(&w, &entity)) ?
			      envelope_add_text(e, &entity) :
			      broken;
	}
	if (!why && step == JSON_BROKEN)
		why = broken;
	if (!why)
		json_leave(outer, &w);
	return why;
}

static bool
envelope_array_follows(const struct json_walk *w)
{
	struct json_walk peek;

	return json_enter(&peek, w->at, (size_t)(w->end - w->at)) &&
	       peek.close == ']';
}

/* One pass over p[0..n). The entities of a listing are split, not skipped. */
static const char *
envelope_members(struct envelope *e, bool listing,
		 const struct projection *reads, const char *p, size_t n,
		 struct members *ret)
{
	struct text name, value;
	struct json_walk w;
	const char *why = NULL;
	enum json_step step;

	if (!json_enter(&w, p, n) || w.close != '}')
		return json_whole(p, n, &ret->all) ? NULL : broken;
	while (!why && (step = json_step(&w, &name)) == JSON_MEMBER) {
		if (listing && json_spells(&name, "entities")) {
			ret->page = envelope_array_follows(&w);
			if (ret->page) {
				why = envelope_split_page(e, reads, &w,
							  &ret->first);
				continue;
			}
		}
		if (!json_pass(&w, &value))
			why = broken;
		else if (json_spells(&name, "ok"))
			ret->ok = value;
		else if (json_spells(&name, "next"))
			ret->next = value;
		else if (json_spells(&name, "entity"))
			ret->entity = value;
	}
	if (!why && (step == JSON_BROKEN || json_space(w.at, w.end) != w.end))
		why = broken;
	if (!why && ret->ok.n && !json_is(&ret->ok, "true"))
		why = "the answer does not say ok: true";
	ret->all = w.all;
	return why;
}

/* Compare the last member `key` of a checked object, if there is one, with the
 * n bytes of a path's segment. */
static const char *
envelope_compare_name(const struct text *object, const char *key,
		      const char *segment, size_t n)
{
	struct buf wanted = BUF(n);
	struct text name;
	bool same;

	if (!json_member(object, key, &name))
		return NULL;
	percent_decode(&wanted, segment, n);
	same = json_is_string(&name) &&
	       wanted.len == strlen(buf_text(&wanted)) &&
	       json_spells(&name, buf_text(&wanted));
	buf_free(&wanted);
	return same ? NULL : other;
}

/* The same for the blueprint of an entity. */
static const char *
envelope_compare_blueprint(const struct text *entity, const char *path)
{
	const char *blueprint = strchr(path, '/') + 1;

	return envelope_compare_name(entity, "blueprint", blueprint,
				     strcspn(blueprint, "/"));
}

static const char *
envelope_read_cursor(const struct text *next, char **ret)
{
	if (!next->n || json_is(next, "null") || json_is(next, "\"\""))
		return NULL;
	/* libjq would change a cursor that is not UTF-8. */
	if (json_is_string(next) && utf8_valid(next->bytes, next->n))
		*ret = json_decode(next);
	return *ret ? NULL : "the answer's `next` is not a cursor";
}

static const char *
envelope_read_page(struct envelope *e, const struct members *found,
		   const char *path)
{
	const char *why;

	if (!found->page)
		return "the answer holds no entities";
	why = envelope_read_cursor(&found->next, &e->next);
	if (why || !found->first.n)
		return why;
	return envelope_compare_blueprint(&found->first, path);
}

static const char *
envelope_read_entity(struct envelope *e, const struct members *found,
		     const char *path)
{
	const char *identifier = strrchr(path, '/') + 1;
	const char *why;

	if (!found->entity.n)
		return "the answer holds no entity";
	why = envelope_compare_name(&found->entity, "identifier", identifier,
				    strlen(identifier));
	if (!why)
		why = envelope_compare_blueprint(&found->entity, path);
	return why ? why : envelope_add_text(e, &found->entity);
}

const char *
envelope_read(struct envelope *e, const struct resource *r,
	      const struct projection *reads, const char *p, size_t n)
{
	bool listing = r->kind == RESOURCE_LISTING;
	struct members found = { 0 };
	const char *why;

	e->n = 0;
	free(e->next);
	e->next = NULL;
	/* Allocate it all now: texts point into it, so it must not move. */
	buf_clear(&e->cut);
	e->cut.max = n;
	if (listing && reads)
		buf_room(&e->cut, n);
	why = envelope_members(e, listing, reads, p, n, &found);
	if (why)
		return why;
	if (listing)
		return envelope_read_page(e, &found, r->path);
	if (r->kind == RESOURCE_ENTITY)
		return envelope_read_entity(e, &found, r->path);
	return envelope_add_text(e, &found.all);
}

bool
envelope_is_broken(const char *why)
{
	return why == broken || why == other;
}

void
envelope_free(struct envelope *e)
{
	free(e->text);
	free(e->next);
	buf_free(&e->cut);
	*e = (struct envelope){ 0 };
}
