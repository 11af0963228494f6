/*
 * --curl: a config for `curl -K` with one request or many.
 *
 * What it is made of is read and checked whole before a token is asked for and
 * before a byte is printed. A reader may still get only the beginning of a
 * config, when port-token is killed or its pipe breaks. Therefore:
 *
 *  1. A config for one RESOURCE is at most 32 KiB and one write(): an empty
 *     pipe takes all of it or nothing.
 *  2. Each request begins with its URL, then comes the token, and the body is
 *     last: half a URL has no token, and half an object is not JSON.
 *  3. A further request begins with `next`, and the last one ends with its own
 *     lines: curl fails when `next` is the last line.
 *
 * curl's options count for one request only, so each has all of them.
 */
#ifndef HELPER_CLI_CONFIG_H
#define HELPER_CLI_CONFIG_H

#include "helper/base/buf.h"
#include "helper/base/lines.h"
#include "helper/cli/command.h"
#include "helper/session/session.h"
#include "helper/url/resource.h"

struct config {
	const struct command *command; /* borrowed */
	struct lines list;	       /* --curl @FILE */
	struct resource *resource;     /* of --curl, or one for each line */
	size_t n;
	struct buf bodies; /* --each: JSON texts, checked */
};

/* Read and check what the command line names: RESOURCE or the list of them,
 * and the bodies. `base` is the URL of the API, NULL when it is not known yet.
 * 0, or a code after a message: EX_BAD_USAGE for a bad RESOURCE, an unreadable
 * file; EX_INPUT for a body that is not one. Free it either way. */
int config_read(struct config *ret, const struct command *c, const char *base);
void config_free(struct config *ret);

/* Write the config to stdout. 0, or a code after a message. */
int config_print(const struct config *config, const struct session *s);

#endif
