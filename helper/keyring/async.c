#include "helper/keyring/async.h"

#include <stdbool.h>
#include <stdlib.h>

#include "helper/base/clock.h"
#include "helper/base/output.h"

/* Allocated, so that an answer after the deadline still has a place to go. */
struct async {
	const struct libsecret *lib;
	GAsyncResult *result;
	bool abandoned;
};

struct async *
async_begin(const struct libsecret *lib)
{
	struct async *c = output_memory(1, sizeof *c);

	c->lib = lib;
	return c;
}

void
async_answered(GObject *source, GAsyncResult *result, gpointer call)
{
	struct async *c = call;

	(void)source;
	if (c->abandoned)
		free(c);
	else
		c->result = c->lib->g_object_ref(result);
}

static gboolean
async_wake(gpointer data)
{
	(void)data;
	return G_SOURCE_CONTINUE;
}

GAsyncResult *
async_wait(struct async *c, int64_t deadline)
{
	const struct libsecret *lib = c->lib;
	int64_t left = deadline - clock_ticks();
	guint timer = lib->g_timeout_add(left > 0 ? (guint)left : 0, async_wake,
					 NULL);
	GAsyncResult *result;

	while (!c->result && clock_ticks() < deadline)
		lib->g_main_context_iteration(NULL, TRUE);
	lib->g_source_remove(timer);
	result = c->result;
	if (result)
		free(c);
	else
		c->abandoned = true;
	return result;
}

void
async_abandon(struct async *c)
{
	if (c->result) {
		c->lib->g_object_unref(c->result);
		free(c);
	} else {
		c->abandoned = true;
	}
}
