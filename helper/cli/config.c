#include "helper/cli/config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/msg.h"
#include "helper/base/utf8.h"
#include "helper/json/scan.h"

enum { BODY_MAX = 1 << 20 /* bytes that Port accepts */ };

static int
config_resource(struct config *config, const char *text)
{
	struct resource *r = calloc(1, sizeof *r);
	int rc;

	if (!r)
		return msg_no_memory();
	config->resource = r;
	config->n = 1;
	rc = resource_parse(text, r);
	if (!rc && r->kind == RESOURCE_STDIN) {
		msg_error("--curl %s: not a resource of Port", text);
		rc = EX_BAD_USAGE;
	}
	return rc;
}

static int
config_list(struct config *config, const char *file)
{
	struct lines *list = &config->list;
	int rc = lines_read(file, list);

	if (rc)
		return rc;
	if (list->n == 0) {
		msg_error("%s: no RESOURCE in it", list->name);
		return EX_BAD_USAGE;
	}
	config->resource = calloc(list->n, sizeof *config->resource);
	if (!config->resource)
		return msg_no_memory();
	while (!rc && config->n < list->n) {
		size_t i = config->n++;

		rc = resource_parse_line(lines_where(list, i),
					 list->line[i].text,
					 &config->resource[i]);
	}
	return rc;
}

/* Refuse the text at `at`, the `number`th of `file`. */
static int
config_refuse(const char *file, const struct buf *b, const char *at,
	      size_t number, const char *why)
{
	const char *p = b->data;
	size_t line = 1;

	while ((p = memchr(p, '\n', (size_t)(at - p)))) {
		line++;
		p++;
	}
	msg_error("%s: text %zu, line %zu: %s", file_name(file), number, line,
		  why);
	return EX_INPUT;
}

static int
config_bodies(struct config *config, const char *file)
{
	const struct buf *b = &config->file;
	struct text body;
	size_t used, number = 0;
	int rc = file_read(file, true, &config->file);
	const char *p = buf_text(b), *end = p + b->len;

	if (rc && *file == '@')
		msg_hint("--each reads FILE without @: --each %s", file + 1);
	else if (rc && (*file == '{' || *file == '['))
		msg_hint("--each takes a file; - reads the body from standard "
			 "input: --each -");
	if (rc)
		return rc;
	/* Skip a byte order mark. */
	p += strncmp(p, "\xef\xbb\xbf", 3) ? 0 : 3;
	config->bodies = json_space(p, end);
	config->end = end;
	for (p = config->bodies; p < end; p = json_space(p + used, end)) {
		number++;
		used = json_value(p, (size_t)(end - p), &body);
		if (!used)
			return config_refuse(file, b, p, number, "not JSON");
		/* Only an object or array: half a number would still be a
		 * number. */
		if (*p != '{' && *p != '[')
			return config_refuse(file, b, p, number,
					     "a body is an object or an array");
		if (used > BODY_MAX)
			return config_refuse(file, b, p, number,
					     "over 1 MiB, the most Port takes");
		if (!utf8_valid(body.bytes, body.n))
			return config_refuse(file, b, p, number, "not UTF-8");
	}
	if (number > 0)
		return 0;
	msg_error("%s: no JSON text in it", file_name(file));
	return EX_INPUT;
}

int
config_check(const struct config *config, const char *base)
{
	struct buf url = BUF(CONFIG_URL_MAX);
	int rc = 0;

	for (size_t i = 0; !rc && i < config->n; i++) {
		rc = resource_url(&config->resource[i], base, &url);
		buf_clear(&url);
	}
	buf_free(&url);
	return rc;
}

int
config_read(struct config *ret, const struct command *c, const char *base)
{
	int rc;

	*ret = (struct config){ .command = c, .file = BUF(FILE_MAX) };
	if (*c->resource == '@' && c->resource[1])
		rc = config_list(ret, c->resource + 1);
	else
		rc = config_resource(ret, c->resource);
	if (!rc && base)
		rc = config_check(ret, base);
	if (!rc && c->each)
		rc = config_bodies(ret, c->each);
	return rc;
}

void
config_free(struct config *config)
{
	while (config->n > 0)
		resource_free(&config->resource[--config->n]);
	free(config->resource);
	lines_free(&config->list);
	buf_free(&config->file);
}
