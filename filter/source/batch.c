/* One entity or route, or each of a list (@FILE): batch_open. */
#include "filter/source/source.h"

#include <stdlib.h>

#include "filter/source/fetch.h"
#include "filter/source/list.h"
#include "helper/base/exits.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/http/client.h"

enum {
	PARALLEL_MAX = 32,
	WINDOW = 4, /* resources in the ring per parallel request */
	/* Bytes of all answers that wait for their turn, and the smallest share
	 * of that to send a request for. */
	HELD_MAX = FETCH_MAX,
	SHARE_MIN = 1 << 20
};

/* A resource whose request was sent. */
struct slot {
	struct resource resource;
	struct fetch fetch;
	size_t held; /* bytes of its answer, or the most it may have */
	bool settled;
	bool too_large; /* larger than its share; sent again in its turn */
};

/* Several requests at once; their answers are returned in the order of the
 * list. Until its turn an answer may use a share of HELD_MAX. */
struct batch {
	struct source source;
	struct fetcher fetcher;
	struct lines list; /* without a name if it is one RESOURCE */
	int parallel;

	struct slot slot[WINDOW * PARALLEL_MAX]; /* a ring */
	size_t head;	 /* the resource whose turn it is */
	size_t tail;	 /* the next one to send */
	bool handed_out; /* the reader has head's answer */
	bool failed;
};

static struct slot *
batch_slot_of(struct batch *b, size_t i)
{
	return &b->slot[i % (WINDOW * PARALLEL_MAX)];
}

static void
batch_put_away(struct batch *b)
{
	struct slot *slot = batch_slot_of(b, b->head++);

	fetch_end(&b->fetcher, &slot->fetch);
	resource_free(&slot->resource);
	*slot = (struct slot){ 0 };
}

/* The maximum size of one more answer before its turn: a share of HELD_MAX, or
 * what the other answers leave of it. */
static size_t
batch_share(struct batch *b)
{
	size_t left = HELD_MAX, most = HELD_MAX / (size_t)b->parallel;

	for (size_t i = b->head + 1; i < b->tail; i++) {
		size_t held = batch_slot_of(b, i)->held;

		left -= held < left ? held : left;
	}
	return left < most ? left : most;
}

static int
batch_send(struct batch *b, struct slot *slot, size_t max)
{
	slot->held = max;
	slot->settled = slot->too_large = false;
	return fetch_start(&b->fetcher, &slot->fetch, &slot->resource, NULL,
			   max);
}

static int
batch_begin(struct batch *b, size_t max)
{
	struct slot *slot = batch_slot_of(b, b->tail);
	int rc =
		selection_resource(&b->fetcher.search, "",
				   b->list.line[b->tail].text, &slot->resource);

	b->tail++;
	return rc ? rc : batch_send(b, slot, max);
}

static struct subject
batch_subject(const struct slot *slot)
{
	return (struct subject){ .task = slot->resource.text };
}

/* Note whether the request has ended. An answer that was too large for its
 * share is dropped. */
static void
batch_look(struct batch *b, struct slot *slot)
{
	const struct http_reply *reply;

	if (slot->settled ||
	    !fetch_settled(&b->fetcher, &slot->fetch, batch_subject(slot)))
		return;
	slot->settled = true;
	reply = fetch_reply(&b->fetcher, &slot->fetch);
	slot->held = reply ? reply->body.len : 0;
	slot->too_large = slot->fetch.max < FETCH_MAX && reply &&
			  reply->failure == HTTP_TOO_LARGE;
	if (slot->too_large) {
		fetch_end(&b->fetcher, &slot->fetch);
		slot->held = 0;
	}
}

/* Send as many requests as may be under way. */
static int
batch_send_ahead(struct batch *b)
{
	size_t window = (size_t)b->parallel * WINDOW, max;
	int running = 0, rc = 0;

	for (size_t i = b->head; i < b->tail; i++)
		running += !batch_slot_of(b, i)->settled;
	for (; !rc && !b->fetcher.refused && running < b->parallel &&
	       b->tail < b->list.n && b->tail - b->head < window;
	     running++) {
		max = b->tail == b->head ? FETCH_MAX : batch_share(b);
		if (max < SHARE_MIN)
			break;
		rc = batch_begin(b, max);
	}
	return rc;
}

/* Wait until any request has ended. */
static void
batch_wait(struct batch *b)
{
	/* One more than `parallel` if head's was sent again. */
	struct http_call *calls[PARALLEL_MAX + 1];
	int n = 0;

	for (size_t i = b->head; i < b->tail; i++)
		if (!batch_slot_of(b, i)->settled)
			calls[n++] = batch_slot_of(b, i)->fetch.call;
	source_flush(&b->source);
	fetcher_progress(&b->fetcher, "%zu of %zu", b->head, b->list.n);
	http_wait_any(session_http(b->fetcher.session), calls, n);
}

/* Keep requests under way until head's has ended; if there is no other,
 * fetch_read waits for it. */
static int
batch_wait_for_head(struct batch *b)
{
	struct slot *head = batch_slot_of(b, b->head);
	int rc = 0;

	for (;;) {
		for (size_t i = b->head; i < b->tail; i++)
			batch_look(b, batch_slot_of(b, i));
		if (head->too_large)
			rc = batch_send(b, head, FETCH_MAX);
		if (!rc)
			rc = batch_send_ahead(b);
		if (rc || head->settled || b->list.n == 1)
			return rc;
		batch_wait(b);
	}
}

static enum source_step
batch_fail(struct batch *b, int rc)
{
	b->failed = true;
	b->source.status = exits_worse(b->source.status, rc);
	return SOURCE_FAILED;
}

static enum source_step
batch_next(struct source *source, struct text *ret)
{
	struct batch *b = (struct batch *)source;
	int rc;

	if (b->failed)
		return SOURCE_FAILED;
	if (b->handed_out) {
		batch_put_away(b);
		http_pump(session_http(b->fetcher.session));
	}
	b->handed_out = false;
	while (b->head < b->list.n) {
		struct slot *head = batch_slot_of(b, b->head);

		rc = batch_wait_for_head(b);
		if (rc)
			return batch_fail(b, rc);
		rc = fetch_read(&b->fetcher, &head->fetch, batch_subject(head));
		if (!rc) {
			*ret = *b->fetcher.answer.text;
			b->handed_out = true;
			return SOURCE_TEXT;
		}
		if (!b->list.name || rc == EX_INTERNAL ||
		    fetch_ends_run(&b->fetcher, &head->fetch))
			return batch_fail(b, rc);
		source->status = exits_worse(source->status, rc);
		batch_put_away(b);
	}
	return SOURCE_END;
}

static void
batch_close(struct source *source)
{
	struct batch *b = (struct batch *)source;

	msg_progress(NULL);
	while (b->head < b->tail)
		batch_put_away(b);
	fetcher_close(&b->fetcher);
	lines_free(&b->list);
	free(b);
}

int
batch_open(const struct arguments *args, struct session *s, struct source **ret)
{
	struct batch *b = output_memory(1, sizeof *b);
	int rc;

	b->source.next = batch_next;
	b->source.close = batch_close;
	b->parallel = (int)args->reading.parallel;
	rc = fetcher_open(&b->fetcher, args, s, &b->source);
	if (!rc)
		rc = list_open(&b->list, &args->resource, &b->fetcher);
	b->fetcher.list = b->list.name;
	if (rc)
		batch_close(&b->source);
	else
		*ret = &b->source;
	return rc;
}
