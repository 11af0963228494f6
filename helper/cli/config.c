#include "helper/cli/config.h"

#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/base/shell.h"
#include "helper/base/utf8.h"
#include "helper/json/scan.h"

enum { BODY_MAX = 1 << 20 /* bytes that Port accepts */ };

static int
config_resource(struct config *config, const char *text)
{
	struct resource *r = output_memory(1, sizeof *r);
	int rc;

	config->resource = r;
	config->resources = 1;
	rc = resource_parse(text, r);
	if (!rc && r->kind == RESOURCE_STDIN) {
		msg_error("--curl %s: not a resource of Port", text);
		rc = EX_BAD_USAGE;
	}
	return rc;
}

/* The file holds JSON, which --each reads. */
static int
config_refuse_json(const char *where, const char *file)
{
	msg_error("%sJSON, not a RESOURCE", where);
	msg_hint("port-token%s --curl RESOURCE --each %s | curl -K-",
		 msg_choice(), shell_shown("%s", file));
	return EX_BAD_USAGE;
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
	config->resource = output_memory(list->n, sizeof *config->resource);
	while (!rc && config->resources < list->n) {
		size_t i = config->resources++;
		const char *where = lines_where(list, i);
		const char *text = list->line[i].text;

		if (lines_is_json(list, i))
			return config_refuse_json(where, file);
		rc = resource_parse_line(where, text, &config->resource[i]);
	}
	return rc;
}

/* Refuse the text at `at`, the next one of `file`. */
static int
config_refuse(const struct config *config, const char *file, const char *at,
	      const char *why)
{
	const char *p = config->file.data;
	size_t line = 1;

	while ((p = memchr(p, '\n', (size_t)(at - p)))) {
		line++;
		p++;
	}
	msg_error("%s: text %zu, line %zu: %s", file_name(file),
		  config->bodies + 1, line, why);
	return EX_INPUT;
}

/* Why it cannot be a body; NULL: it can. Only an object or array: half a number
 * would still be a number. */
static const char *
config_why_not(const struct text *body)
{
	if (*body->bytes != '{' && *body->bytes != '[')
		return "a body is an object or an array";
	if (body->n > BODY_MAX)
		return "over 1 MiB, the most Port takes";
	return utf8_valid(body->bytes, body->n) ? NULL : "not UTF-8";
}

static int
config_split(struct config *config, const char *file)
{
	const char *p = buf_text(&config->file), *why;
	const char *end = p + config->file.len;
	struct text body;

	/* Skip a byte order mark. */
	p += strncmp(p, "\xef\xbb\xbf", 3) ? 0 : 3;
	for (p = json_space(p, end); p < end; p = json_space(p, end)) {
		size_t used = json_value(p, (size_t)(end - p), &body);

		why = used ? config_why_not(&body) : "not JSON";
		if (why)
			return config_refuse(config, file, p, why);
		config->body =
			output_room(config->body, config->bodies, sizeof body);
		config->body[config->bodies++] = body;
		p += used;
	}
	if (config->bodies > 0)
		return 0;
	msg_error("%s: no JSON text in it", file_name(file));
	return EX_INPUT;
}

static int
config_bodies(struct config *config, const char *file)
{
	int rc = file_read("--each", file, true, &config->file);

	if (rc && *file == '@')
		msg_hint("--each reads FILE without @: --each %s",
			 shell_shown("%s", file + 1));
	else if (rc && (*file == '{' || *file == '['))
		msg_hint("--each takes a file; - reads the body from standard "
			 "input: --each -");
	return rc ? rc : config_split(config, file);
}

int
config_check(const struct config *config, const char *base)
{
	struct buf url = BUF(CONFIG_URL_MAX);
	int rc = 0;

	for (size_t i = 0; !rc && i < config->resources; i++) {
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
	while (config->resources > 0)
		resource_free(&config->resource[--config->resources]);
	free(config->resource);
	lines_free(&config->list);
	free(config->body);
	buf_free(&config->file);
}
