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
#include "helper/base/file.h"
#include "helper/cli/command.h"
#include "helper/identity/token.h"
#include "helper/json/text.h"
#include "helper/session/session.h"
#include "helper/url/resource.h"

enum {
	CONFIG_MAX = 32 << 10, /* bytes of a config for one RESOURCE */
	CONFIG_URL_MAX = CONFIG_MAX - TOKEN_MAX - 512
};

struct config {
	const struct command *command; /* borrowed */
	struct lines list;	       /* --curl @FILE */
	struct resource *resource;     /* of --curl, or one for each line */
	size_t resources;
	struct buf file;   /* --each */
	struct text *body; /* its JSON texts, checked; NULL: none */
	size_t bodies;
};

/* Read and check RESOURCE, or the list of them, and the bodies. `base` is the
 * URL of the API, NULL when it is not known yet. 0, or a code after a message:
 * EX_BAD_USAGE for a bad RESOURCE or a file that cannot be read, EX_INPUT for a
 * text that cannot be a body. Free it either way. */
int config_read(struct config *ret, const struct command *c, const char *base);
void config_free(struct config *config);

/* Check each URL on that base: a full URL may name another host, and one may be
 * too long. 0, or a code after a message. */
int config_check(const struct config *config, const char *base);

/* 0, or a code after a message; for example output_write. */
typedef int config_write(const void *bytes, size_t n);

/* Write the config, with the URL and the token of the session. 0, or a code
 * after a message; nothing is written then, unless `write` fails on the way. */
int config_print(const struct config *config, const struct session *s,
		 config_write *write);

#endif
