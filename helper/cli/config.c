#include "helper/cli/config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/identity/token.h"
#include "helper/json/scan.h"

enum {
	CONFIG_MAX = 32 << 10, /* bytes of a config for one RESOURCE */
	URL_MAX = CONFIG_MAX - TOKEN_MAX - 512,
	BODY_MAX = 1 << 20, /* bytes that Port takes */

	/* curl 7.73 to 8.1 read lines of up to 100 KiB. Quoted, a piece of a
	 * body is at most twice as long. */
	LONGEST_LINE = 100000,
	PIECE = 48 << 10,

	FLUSH = 64 << 10
};

/* --- what it is made of --- */

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

/* "list:3: ", in front of messages about the i-th resource; "" without a list.
 * 0, or EX_INTERNAL after a message. */
static int
config_where(const struct config *config, size_t i, struct buf *ret)
{
	buf_clear(ret);
	if (!config->list.name)
		return 0;
	return buf_addf(ret, "%s:%zu: ", config->list.name,
			config->list.line[i].number) ?
		       msg_no_memory() :
		       0;
}

static int
config_line(const struct line *line, const char *where, struct resource *ret)
{
	int rc = resource_parse_line(where, line->text, ret);

	if (!rc && ret->kind != RESOURCE_ENTITY && ret->kind != RESOURCE_PATH) {
		msg_error("%s%s: a list names entities and PATHs", where,
			  line->text);
		rc = EX_BAD_USAGE;
	}
	return rc;
}

static int
config_list(struct config *config, const char *file)
{
	struct buf where = BUF(8192);
	int rc = lines_read(file, &config->list);
	size_t i;

	if (rc)
		return rc;
	if (config->list.n == 0) {
		msg_error("%s: no RESOURCE in it", config->list.name);
		return EX_BAD_USAGE;
	}
	config->resource = calloc(config->list.n, sizeof *config->resource);
	if (!config->resource)
		return msg_no_memory();
	for (i = 0; !rc && i < config->list.n; i++) {
		rc = config_where(config, i, &where);
		if (!rc)
			rc = config_line(&config->list.line[i],
					 buf_text(&where),
					 &config->resource[config->n++]);
	}
	buf_free(&where);
	return rc;
}

/* A message about the text at `at`, the `number`th of `file`. */
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

/* Behind a byte order mark, which is not part of any text. */
static const char *
config_texts(const struct buf *b)
{
	const char *p = buf_text(b);

	return strncmp(p, "\xef\xbb\xbf", 3) ? p : p + 3;
}

static int
config_bodies(struct config *config, const char *file)
{
	const struct buf *b = &config->bodies;
	const char *p, *end;
	struct text body;
	size_t used, number = 0;
	int rc = file_read(file, &config->bodies);

	if (rc)
		return rc;
	end = buf_text(b) + b->len;
	for (p = json_space(config_texts(b), end); p < end;
	     p = json_space(p + used, end)) {
		number++;
		used = json_value(p, (size_t)(end - p), &body);
		if (!used)
			return config_refuse(file, b, p, number, "not JSON");
		/* A number cut in two is two numbers. */
		if (*p != '{' && *p != '[')
			return config_refuse(file, b, p, number,
					     "a body is an object or an array");
		if (used > BODY_MAX)
			return config_refuse(file, b, p, number,
					     "over 1 MiB, the most Port takes");
	}
	if (number > 0)
		return 0;
	msg_error("%s: no JSON text in it", file_name(file));
	return EX_INPUT;
}

/* Build each URL once: a full URL may name another host, and one may be too
 * long. */
static int
config_urls(const struct config *config, const char *base)
{
	struct buf url = BUF(URL_MAX), where = BUF(8192);
	size_t i;
	int rc = 0;

	for (i = 0; !rc && i < config->n; i++) {
		rc = config_where(config, i, &where);
		config->resource[i].where = buf_text(&where);
		if (!rc)
			rc = resource_url(&config->resource[i], base, &url);
		config->resource[i].where = "";
		buf_clear(&url);
	}
	buf_free(&where);
	buf_free(&url);
	return rc;
}

int
config_read(struct config *ret, const struct command *c, const char *base)
{
	int rc;

	*ret = (struct config){ .command = c, .bodies = BUF(SIZE_MAX / 4) };
	if (*c->resource == '@' && c->resource[1])
		rc = config_list(ret, c->resource + 1);
	else
		rc = config_resource(ret, c->resource);
	if (!rc && base)
		rc = config_urls(ret, base);
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
	buf_free(&config->bodies);
}

/* --- printing it --- */

/* Bytes inside of quotes, from which curl reads the same bytes. */
static int
config_quoted(struct buf *ret, const char *bytes, size_t n)
{
	char *to = buf_room(ret, 2 * n), *start = to;
	size_t i;

	if (!to)
		return -1;
	for (i = 0; i < n; i++) {
		char c = bytes[i];

		if (c == '"' || c == '\\' || c == '\n' || c == '\r') {
			*to++ = '\\';
			c = c == '\n' ? 'n' : c == '\r' ? 'r' : c;
		}
		*to++ = c;
	}
	*to = '\0';
	ret->len += (size_t)(to - start);
	return 0;
}

/* How long the next piece of a body is. For curl a piece that begins with `@`
 * is the name of a file: none does, unless all of this one is `@`. */
static size_t
config_piece(const char *p, size_t n)
{
	size_t len = PIECE;

	if (n <= PIECE)
		return n;
	while (len > 0 && p[len] == '@')
		len--;
	return len > 0 ? len : PIECE;
}

/* A body too long for one line, in pieces that curl joins (7.82 and later). An
 * older curl ignores the pieces: with an explicit method it then sends what
 * Port refuses, and does not read instead of write. */
static int
config_pieces(struct buf *ret, const char *p, size_t n, const char *method)
{
	int bad = !method && buf_adds(ret, "request = \"POST\"\n");

	while (!bad && n > 0) {
		size_t len = config_piece(p, n);
		bool at = *p == '@';

		bad = buf_adds(ret, at ? "json = \"\\\\u0040" : "json = \"") ||
		      config_quoted(ret, p + at, len - at) ||
		      buf_adds(ret, "\"\n");
		p += len;
		n -= len;
	}
	return bad;
}

static int
config_body(struct buf *ret, const struct text *body, const char *method)
{
	size_t line;

	if (buf_adds(ret, "header = \"content-type: application/json\"\n"))
		return -1;
	line = ret->len;
	if (buf_adds(ret, "data-raw = \"") ||
	    config_quoted(ret, body->bytes, body->n) || buf_adds(ret, "\"\n"))
		return -1;
	if (ret->len - line < LONGEST_LINE)
		return 0;
	ret->len = line;
	return config_pieces(ret, body->bytes, body->n, method);
}

/* One request; `body` is NULL when there is none. */
static int
config_request(const struct config *config, const struct session *s,
	       const struct resource *r, const struct text *body,
	       struct buf *ret)
{
	const char *method = config->command->method;
	struct buf url = BUF(URL_MAX);
	int rc = resource_url(r, session_api_url(s), &url), bad;

	if (rc)
		return rc;
	/* curl takes a proxy even to this machine. */
	bad = buf_addf(ret, "url = \"%s\"\n%s", buf_text(&url),
		       strncmp(buf_text(&url), "http:", 5) ?
			       "" :
			       "noproxy = \"*\"\n") ||
	      buf_addf(ret,
		       "header = \"Authorization: Bearer %s\"\n"
		       "fail-with-body\nsilent\nshow-error\n",
		       buf_text(&session_token(s)->text)) ||
	      (method && buf_addf(ret, "request = \"%s\"\n", method)) ||
	      (body && config_body(ret, body, method));
	buf_free(&url);
	return bad ? msg_no_memory() : 0;
}

/* Write what has come together, but no less than `least` bytes. */
static int
config_flush(struct buf *b, size_t least)
{
	int rc;

	if (b->len < least)
		return 0;
	rc = output_write(b->data, b->len);
	b->len = 0;
	return rc;
}

static int
config_next(struct buf *b)
{
	return buf_adds(b, "next\n") ? msg_no_memory() : config_flush(b, FLUSH);
}

/* One request for each resource. */
static int
config_print_list(const struct config *config, const struct session *s,
		  struct buf *ret)
{
	size_t i;
	int rc = 0;

	for (i = 0; !rc && i < config->n; i++) {
		rc = i > 0 ? config_next(ret) : 0;
		if (!rc)
			rc = config_request(config, s, &config->resource[i],
					    NULL, ret);
	}
	return rc;
}

/* One request for each body. */
static int
config_print_each(const struct config *config, const struct session *s,
		  struct buf *ret)
{
	const char *end = buf_text(&config->bodies) + config->bodies.len;
	const char *p = json_space(config_texts(&config->bodies), end);
	int rc = 0;

	while (!rc && p < end) {
		struct text body;

		p += json_value(p, (size_t)(end - p), &body);
		p = json_space(p, end);
		rc = config_request(config, s, config->resource, &body, ret);
		if (!rc && p < end)
			rc = config_next(ret);
	}
	return rc;
}

int
config_print(const struct config *config, const struct session *s)
{
	struct buf b = BUF_SECRET(8 << 20);
	int rc = config_urls(config, session_api_url(s));

	if (!rc && (config->command->each || config->list.name) &&
	    buf_adds(&b, "fail-early\n"))
		rc = msg_no_memory();
	if (!rc && config->command->each)
		rc = config_print_each(config, s, &b);
	else if (!rc)
		rc = config_print_list(config, s, &b);
	if (!rc)
		rc = config_flush(&b, 1);
	buf_free(&b);
	return rc;
}
