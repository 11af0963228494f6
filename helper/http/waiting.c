#include "helper/http/waiting.h"

#include <stdio.h>

#include "helper/base/clock.h"
#include "helper/base/msg.h"

enum { SILENT = 1000 }; /* ms of a wait before it is shown */

static void
waiting_show(struct waiting *w, const char *text)
{
	msg_progress(text);
	w->shows = true;
}

void
waiting_retry(struct waiting *w, const struct http_reply *failed, int try,
	      int of)
{
	char text[64], status[32] = "failed";

	if (!failed->failure)
		snprintf(status, sizeof status, "HTTP %d", failed->status);
	snprintf(text, sizeof text, "%s, try %d/%d", status, try, of);
	waiting_show(w, text);
}

void
waiting_on(struct waiting *w, int64_t begun)
{
	int64_t ms = clock_ticks() - begun;
	char text[64];

	if (ms < SILENT || (msg_progress_shown() && !w->shows))
		return;
	snprintf(text, sizeof text, "waiting, %lld s", (long long)ms / 1000);
	waiting_show(w, text);
}

void
waiting_end(struct waiting *w)
{
	if (w->shows)
		msg_progress(NULL);
	w->shows = false;
}
