#include "filter/source/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "filter/source/envelope.h"
#include "filter/source/match.h"
#include "filter/source/network.h"
#include "filter/source/parameters.h"
#include "helper/http/response.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"

struct single {
	struct source source;
	struct resource resource;
	struct fetcher fetcher;
	struct fetch fetch;
	bool asked;
};

/* Append a port-get command with this run's -p and --api-url. `back` follows
 * the first n bytes of `front` in RESOURCE. */
static void
single_add_command(struct buf *b, const char *front, size_t n, const char *back)
{
	struct buf resource = BUF(MSG_HINT_MAX);

	buf_addf(&resource, "%.*s%s", (int)n, front, back);
	buf_addf(b, "port-get%s ", msg_choice());
	shell_word(b, buf_text(&resource));
	buf_free(&resource);
}

/* Identifiers do not end with `*`: suggest a search. */
static void
single_hint_pattern(const struct resource *r)
{
	const char *id = strchr(r->text, ':') + 1;
	int n = (int)strcspn(id, "*");
	struct buf hint = BUF(MSG_HINT_MAX);

	single_add_command(&hint, r->text, (size_t)(id - r->text), "");
	if (n > 0)
		parameters_add_rule(&hint, "$identifier", "beginsWith",
				    jv_dump_string(jv_string_sized(id, n), 0));
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
}

/* A list of identifiers without their blueprint. */
static void
single_hint_list(const char *list)
{
	struct buf hint = BUF(MSG_HINT_MAX);

	buf_adds(&hint, "sed 's/^/BLUEPRINT:/'");
	if (strcmp(list, "stdin")) {
		buf_addc(&hint, ' ');
		shell_word(&hint, list);
	}
	msg_hint("%s | port-get%s @-", buf_text(&hint), msg_choice());
	buf_free(&hint);
}

static void
single_hint_path(const struct http_reply *reply, const struct resource *r,
		 const char *list)
{
	const char *slash = strchr(r->path, '/');
	size_t n = strlen(r->path);
	struct buf hint = BUF(MSG_HINT_MAX);

	if (n > 1 && r->path[n - 1] == '/') {
		single_add_command(&hint, r->path, n - 1, "");
	} else if (!slash && list) {
		single_hint_list(list);
	} else if (!slash) {
		single_add_command(&hint, r->path, n, ":");
		buf_adds(&hint, " lists entities, ");
		single_add_command(&hint, "blueprints/", 11, r->path);
		buf_adds(&hint, " shows the blueprint");
	} else if (!strchr(slash + 1, '/') &&
		   strstr(buf_text(&reply->body), "Route GET:")) {
		struct buf entity = BUF(MSG_HINT_MAX);

		buf_addf(&entity, ":%s", slash + 1);
		single_add_command(&hint, r->path, (size_t)(slash - r->path),
				   buf_text(&entity));
		buf_free(&entity);
	}
	if (hint.len)
		msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
}

/* Hint at what was probably meant. */
static void
single_hint_failure(const struct http_reply *reply, const struct resource *r,
		    const char *list)
{
	if (reply->failure == HTTP_TOO_LARGE)
		msg_hint("a listing, BLUEPRINT:, comes page by page "
			 "(--page-size)");
	if (reply->failure || reply->status != 404)
		return;
	if (r->kind == RESOURCE_PATH)
		single_hint_path(reply, r, list);
	else if (r->text[strlen(r->text) - 1] == '*')
		single_hint_pattern(r);
	else if (strstr(buf_text(&reply->body), "\"Blueprint with "))
		msg_hint("these are the blueprints: port-get%s blueprints -r "
			 "'.blueprints[].identifier'",
			 msg_choice());
}

int
single_take(struct fetcher *f, struct fetch *r, const char *list,
	    struct text *ret)
{
	const struct resource *resource = r->resource;
	const struct http_reply *reply;
	const char *why = NULL;
	bool is_entity = resource->kind == RESOURCE_ENTITY;
	int rc;

	do {
		rc = fetch_wait(f, r, resource->text, &reply);
		if (rc)
			break;
		why = envelope_one(buf_text(&reply->body), reply->body.len,
				   is_entity ? "entity" : NULL, ret);
		if (!why && is_entity)
			why = match_entity(resource, ret);
	} while ((why == envelope_broken || why == match_other) &&
		 fetch_again(f, r));
	if (rc) {
		reply = fetch_reply(f, r);
		if (reply)
			single_hint_failure(reply, resource, list);
		return rc;
	}
	if (why == envelope_no_memory)
		return msg_no_memory();
	return why ? response_unusable(reply, resource->text, why) : 0;
}

static enum source_step
single_next(struct source *source, struct text *ret)
{
	struct single *o = (struct single *)source;
	int rc;

	if (o->asked)
		return source->status ? SOURCE_FAILED : SOURCE_END;
	o->asked = true;
	rc = fetch_start(&o->fetcher, &o->fetch, &o->resource, NULL, FETCH_MAX);
	if (!rc)
		rc = single_take(&o->fetcher, &o->fetch, NULL, ret);
	source->status = rc;
	return rc ? SOURCE_FAILED : SOURCE_TEXT;
}

static void
single_close(struct source *source)
{
	struct single *o = (struct single *)source;

	fetch_end(&o->fetcher, &o->fetch);
	fetcher_close(&o->fetcher);
	resource_free(&o->resource);
	free(o);
}

int
single_open(const struct arguments *args, struct session *s,
	    struct source **ret)
{
	struct single *o = calloc(1, sizeof *o);
	int rc;

	if (!o)
		return msg_no_memory();
	o->source.next = single_next;
	o->source.close = single_close;
	rc = fetcher_open(&o->fetcher, args, s, &o->source);
	if (!rc)
		rc = fetch_resource(&o->fetcher, "", args->resource.text,
				    &o->resource);
	if (rc)
		single_close(&o->source);
	else
		*ret = &o->source;
	return rc;
}
