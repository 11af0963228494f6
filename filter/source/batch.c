/* The resources of a list (@FILE): batch_open. */
#include "filter/source/network.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter/source/fetch.h"
#include "helper/base/lines.h"
#include "helper/base/clock.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/shell.h"

enum {
	PARALLEL_MAX = 32,
	WINDOW = 4, /* names in the ring per parallel request */
	HELD_MAX =
		FETCH_MAX, /* bytes of all answers that wait for their turn */
	SHARE_MIN =
		1 << 20, /* bytes: the smallest share to send a request for */
	PROGRESS_AFTER = 1000 /* milliseconds */
};

/* A name whose request was sent. */
struct slot {
	struct resource resource;
	struct fetch fetch;
	bool settled;
	bool too_large; /* larger than its share; sent again in its turn */
};

/* Several requests at once; their answers are returned in the order of the
 * list. Until its turn an answer may use a share of HELD_MAX. */
struct batch {
	struct source source;
	struct fetcher fetcher;
	struct lines list;
	int parallel;

	struct slot slot[WINDOW * PARALLEL_MAX]; /* a ring */
	size_t head;				 /* the name whose turn it is */
	size_t tail;				 /* the next name to send */
	bool handed_out; /* the reader has head's answer */
	int64_t begun;	 /* clock_ticks of the first request */
	bool failed;
};

static struct slot *
batch_slot_of(struct batch *n, size_t i)
{
	return &n->slot[i % (WINDOW * PARALLEL_MAX)];
}

static void
batch_put_away(struct batch *n)
{
	struct slot *slot = batch_slot_of(n, n->head++);

	fetch_end(&n->fetcher, &slot->fetch);
	resource_free(&slot->resource);
	slot->settled = slot->too_large = false;
}

/* The maximum size of one more answer before its turn: a share of HELD_MAX, or
 * what the other answers leave of it. */
static size_t
batch_share(struct batch *n)
{
	size_t left = HELD_MAX, most = HELD_MAX / (size_t)n->parallel;

	for (size_t i = n->head + 1; i < n->tail; i++) {
		struct slot *slot = batch_slot_of(n, i);
		size_t held = slot->fetch.max;

		if (slot->settled)
			held = slot->fetch.call ?
				       fetch_reply(&n->fetcher, &slot->fetch)
					       ->body.len :
				       0;
		left -= held < left ? held : left;
	}
	return left < most ? left : most;
}

static int
batch_send(struct batch *n, struct slot *slot, size_t max)
{
	slot->settled = slot->too_large = false;
	return fetch_start(&n->fetcher, &slot->fetch, &slot->resource, NULL,
			   max);
}

static int
batch_begin(struct batch *n, size_t max)
{
	struct slot *slot = batch_slot_of(n, n->tail);
	int rc =
		selection_resource(&n->fetcher.search, "",
				   n->list.line[n->tail].text, &slot->resource);

	n->tail++;
	return rc ? rc : batch_send(n, slot, max);
}

/* Note whether the request has ended. An answer that was too large for its
 * share is dropped. */
static void
batch_look(struct batch *n, struct slot *slot)
{
	const struct http_reply *reply;

	if (slot->settled)
		return;
	slot->settled = fetch_settled(&n->fetcher, &slot->fetch);
	if (!slot->settled || slot->fetch.max == FETCH_MAX)
		return;
	reply = fetch_reply(&n->fetcher, &slot->fetch);
	if (reply && reply->failure == HTTP_TOO_LARGE) {
		fetch_end(&n->fetcher, &slot->fetch);
		slot->too_large = true;
	}
}

/* Note which requests have ended and send new ones. *ret_calls are the running
 * ones, one more than `parallel` if head's was sent again. */
static int
batch_move(struct batch *n, struct http_call *ret_calls[PARALLEL_MAX + 1],
	   int *ret_n)
{
	size_t window = (size_t)n->parallel * WINDOW, max;
	struct slot *head = batch_slot_of(n, n->head);
	int rc = 0;

	*ret_n = 0;
	for (size_t i = n->head; i < n->tail; i++)
		batch_look(n, batch_slot_of(n, i));
	if (n->head < n->tail && head->too_large)
		rc = batch_send(n, head, FETCH_MAX);
	for (size_t i = n->head; i < n->tail; i++)
		if (!batch_slot_of(n, i)->settled)
			ret_calls[(*ret_n)++] = batch_slot_of(n, i)->fetch.call;
	while (!rc && !n->fetcher.refused && *ret_n < n->parallel &&
	       n->tail < n->list.n && n->tail - n->head < window) {
		max = n->tail == n->head ? FETCH_MAX : batch_share(n);
		if (max < SHARE_MIN)
			break;
		rc = batch_begin(n, max);
		if (!rc)
			ret_calls[(*ret_n)++] =
				batch_slot_of(n, n->tail - 1)->fetch.call;
	}
	return rc;
}

static void
batch_show_progress(struct batch *n)
{
	char text[64];

	if (!n->begun)
		n->begun = clock_ticks();
	if (clock_ticks() - n->begun < PROGRESS_AFTER)
		return;
	snprintf(text, sizeof text, "%zu of %zu", n->head, n->list.n);
	msg_progress(text);
}

/* Wait until head's request has ended. */
static int
batch_wait_for_head(struct batch *n)
{
	struct http_call *calls[PARALLEL_MAX + 1];
	int under_way, rc;

	for (;;) {
		rc = batch_move(n, calls, &under_way);
		if (rc || batch_slot_of(n, n->head)->settled)
			return rc;
		if (n->source.before_wait)
			n->source.before_wait(n->source.context);
		batch_show_progress(n);
		http_wait_any(session_http(n->fetcher.session), calls,
			      under_way);
	}
}

static enum source_step
batch_fail(struct batch *n, int rc)
{
	n->failed = true;
	n->source.status = exits_worse(n->source.status, rc);
	return SOURCE_FAILED;
}

static enum source_step
batch_next(struct source *source, struct text *ret)
{
	struct batch *n = (struct batch *)source;
	int rc;

	if (n->failed)
		return SOURCE_FAILED;
	if (n->handed_out) {
		batch_put_away(n);
		http_pump(session_http(n->fetcher.session));
	}
	n->handed_out = false;
	while (n->head < n->list.n) {
		struct fetch *fetch = &batch_slot_of(n, n->head)->fetch;

		rc = batch_wait_for_head(n);
		if (rc)
			return batch_fail(n, rc);
		rc = single_take(&n->fetcher, fetch, n->list.name, ret);
		if (!rc) {
			n->handed_out = true;
			return SOURCE_TEXT;
		}
		if (rc == EX_INTERNAL || fetch_ends_run(&n->fetcher, fetch))
			return batch_fail(n, rc);
		source->status = exits_worse(source->status, rc);
		batch_put_away(n);
	}
	return SOURCE_END;
}

static void
batch_close(struct source *source)
{
	struct batch *n = (struct batch *)source;

	msg_progress(NULL);
	while (n->head < n->tail)
		batch_put_away(n);
	fetcher_close(&n->fetcher);
	lines_free(&n->list);
	free(n);
}

/* The file holds JSON, which `-` reads. */
static int
batch_refuse_json(const struct lines *list, const char *where)
{
	struct buf hint = BUF(8192);

	msg_error("%sJSON, not a RESOURCE", where);
	buf_adds(&hint, "port-get -");
	if (strcmp(list->name, "stdin") && !buf_adds(&hint, " . "))
		shell_word(&hint, list->name);
	msg_hint("%s", buf_text(&hint));
	buf_free(&hint);
	return EX_BAD_USAGE;
}

/* Check every line before the first request. */
static int
batch_check(const struct batch *n)
{
	struct buf where = BUF(8192);
	int rc = 0;

	for (size_t i = 0; !rc && i < n->list.n; i++) {
		const struct line *line = &n->list.line[i];
		struct resource r;

		buf_clear(&where);
		buf_addf(&where, "%s:%zu: ", n->list.name, line->number);
		if (strchr("{[\"", *line->text)) {
			rc = batch_refuse_json(&n->list, buf_text(&where));
			break;
		}
		rc = fetch_resource(&n->fetcher, buf_text(&where), line->text,
				    &r);
		if (!rc && r.kind != RESOURCE_ENTITY &&
		    r.kind != RESOURCE_PATH) {
			msg_error("%s%s: a list holds only entities and PATHs",
				  r.where, r.text);
			rc = EX_BAD_USAGE;
		}
		resource_free(&r);
	}
	buf_free(&where);
	return rc;
}

int
batch_open(const struct arguments *args, struct session *s, struct source **ret)
{
	struct batch *n = calloc(1, sizeof *n);
	int rc;

	if (!n)
		return msg_no_memory();
	n->source.next = batch_next;
	n->source.close = batch_close;
	n->parallel = (int)args->reading.parallel;
	rc = fetcher_open(&n->fetcher, args, s, &n->source);
	if (!rc)
		rc = lines_read(args->resource.file, &n->list);
	if (!rc)
		rc = batch_check(n);
	if (rc)
		batch_close(&n->source);
	else
		*ret = &n->source;
	return rc;
}
