#include "filter/source/single.h"

#include <stdlib.h>
#include <string.h>

#include "filter/source/envelope.h"
#include "filter/source/network.h"
#include "filter/source/selection.h"
#include "helper/http/response.h"
#include "helper/base/msg.h"

struct single {
	struct source source;
	struct selection search;
	struct resource resource;
	struct fetcher fetcher;
	struct fetch fetch;
	bool asked;
};

/* What was probably meant, where the answer tells. */
static void
hint_failure(const struct http_reply *reply, const struct resource *r)
{
	const char *slash;

	if (reply->failure == HTTP_TOO_LARGE)
		msg_hint("a listing, BLUEPRINT:, comes page by page "
			 "(--page-size)");
	if (reply->failure || reply->status != 404 || r->kind != RESOURCE_PATH)
		return;
	slash = strchr(r->path, '/');
	if (!slash)
		msg_hint("entities are '%s:', a blueprint is 'blueprints/%s'",
			 r->path, r->path);
	else if (!strchr(slash + 1, '/') && slash[1] &&
		 strstr(buf_text(&reply->body), "Route GET:"))
		msg_hint("an entity is '%.*s:%s'", (int)(slash - r->path),
			 r->path, slash + 1);
}

int
single_take(struct fetcher *f, struct fetch *r, struct text *ret)
{
	const struct resource *resource = r->resource;
	const struct http_reply *reply;
	const char *why;
	int rc = fetch_wait(f, r, resource->text, &reply);

	if (rc) {
		reply = fetch_reply(f, r);
		if (reply)
			hint_failure(reply, resource);
		return rc;
	}
	why = envelope_one(buf_text(&reply->body), reply->body.len,
			   resource->kind == RESOURCE_ENTITY ? "entity" : NULL,
			   ret);
	return why ? response_unusable(reply, resource->text, why) : 0;
}

static enum source_step
next(struct source *source, struct text *ret)
{
	struct single *o = (struct single *)source;
	char *body;
	int rc;

	if (o->asked)
		return source->status ? SOURCE_FAILED : SOURCE_END;
	o->asked = true;
	rc = selection_body(&o->search, &o->resource, NULL, &body);
	if (!rc)
		rc = fetch_start(&o->fetcher, &o->fetch, &o->resource, body,
				 FETCH_MAX);
	if (!rc)
		rc = single_take(&o->fetcher, &o->fetch, ret);
	source->status = rc;
	return rc ? SOURCE_FAILED : SOURCE_TEXT;
}

static void
close_one(struct source *source)
{
	struct single *o = (struct single *)source;

	fetch_end(&o->fetcher, &o->fetch);
	selection_free(&o->search);
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
	o->source.next = next;
	o->source.close = close_one;
	fetcher_init(&o->fetcher, s, &o->source, args->reading.retries);
	rc = selection_open(&o->search, args);
	if (!rc)
		rc = selection_resource(&o->search, "", args->resource.text,
					&o->resource);
	if (!rc)
		rc = fetch_check(&o->fetcher, &o->resource);
	if (rc)
		close_one(&o->source);
	else
		*ret = &o->source;
	return rc;
}
