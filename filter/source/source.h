/*
 * A stream of JSON texts. The reader asks for one at a time, so the first
 * request waits for the first input, and nothing is fetched that is not read.
 */
#ifndef FILTER_SOURCE_SOURCE_H
#define FILTER_SOURCE_SOURCE_H

#include "filter/cli/arguments.h"
#include "filter/print/print.h"
#include "filter/projection/projection.h"
#include "helper/json/text.h"
#include "helper/session/session.h"

enum source_step {
	SOURCE_TEXT,  /* one more */
	SOURCE_END,   /* the end; `status` is the code of failures that were
			 reported (0: none) */
	SOURCE_FAILED /* cut short, reported; `status` is the cause */
};

struct source {
	enum source_step (*next)(struct source *s, struct text *ret);
	void (*close)(struct source *s); /* frees it; ends running requests */
	int status;

	/* The parts of each text that the reader needs; NULL: all. A source may
	 * cut texts down to these (project.h). Set by the reader. */
	const struct projection *reads;

	/* Flushed before the source waits. Set by the reader; may be NULL. */
	struct print *out;
};

static inline void
source_flush(const struct source *s)
{
	if (s->out)
		print_flush(s->out);
}

/* stdin.c: JSON texts on stdin, unchanged, for a run without a FILTER. Text
 * that is not JSON ends the source with SOURCE_FAILED and EX_INPUT, after a
 * message. */
struct source *stdin_open(void);

/*
 * The sources that read from Port. Opening one sends nothing; the first next()
 * does. They follow the rules of fetch.h about renewal, retries and errors.
 *
 * Both return 0, or a code after a message. They check --query, --include, the
 * names in @FILE and so on before the first request. Arguments and session are
 * borrowed until the source is closed; for --query the filter's --arg values
 * are in args->slicing.named.
 */

/* batch.c: PATH or BLUEPRINT:ENTITY, or those in @FILE, in the order of the
 * list. Each is one text: an entity out of its envelope, any other answer
 * whole. */
int batch_open(const struct arguments *args, struct session *s,
	       struct source **ret);

/* listing.c: BLUEPRINT:, each entity a text, page by page. */
int listing_open(const struct arguments *args, struct session *s,
		 struct source **ret);

#endif
