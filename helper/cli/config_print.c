#include "helper/cli/config.h"

#include <string.h>

#include "helper/base/msg.h"
#include "helper/json/scan.h"

enum {
	/* curl 7.73 to 8.1 read lines of up to 100 KiB. Quoted, a piece of a
	 * body is at most twice as long. */
	LONGEST_LINE = 100000,
	PIECE = 48 << 10,

	FLUSH = 64 << 10
};

/* Quote bytes so that curl reads the same bytes. */
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

/* The length of the next piece of a body. curl takes a piece that begins with
 * `@` for a file name, so only a piece that is all `@` begins with it. */
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
	struct buf url = BUF(CONFIG_URL_MAX);
	int rc = resource_url(r, session_api_url(s), &url), bad;

	if (rc)
		return rc;
	/* curl would use a proxy even for localhost. */
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

/* Write the buffer if it holds at least `least` bytes. */
static int
config_flush(struct buf *b, size_t least, config_write *write)
{
	int rc;

	if (b->len < least)
		return 0;
	rc = write(b->data, b->len);
	b->len = 0;
	return rc;
}

static int
config_next(struct buf *b, config_write *write)
{
	return buf_adds(b, "next\n") ? msg_no_memory() :
				       config_flush(b, FLUSH, write);
}

/* One request for each resource. */
static int
config_print_list(const struct config *config, const struct session *s,
		  config_write *write, struct buf *ret)
{
	size_t i;
	int rc = 0;

	for (i = 0; !rc && i < config->n; i++) {
		rc = i > 0 ? config_next(ret, write) : 0;
		if (!rc)
			rc = config_request(config, s, &config->resource[i],
					    NULL, ret);
	}
	return rc;
}

/* One request for each body. */
static int
config_print_each(const struct config *config, const struct session *s,
		  config_write *write, struct buf *ret)
{
	const char *p = config->bodies, *end = config->end;
	int rc = 0;

	while (!rc && p < end) {
		struct text body;

		p += json_value(p, (size_t)(end - p), &body);
		p = json_space(p, end);
		rc = config_request(config, s, config->resource, &body, ret);
		if (!rc && p < end)
			rc = config_next(ret, write);
	}
	return rc;
}

int
config_print(const struct config *config, const struct session *s,
	     config_write *write)
{
	struct buf b = BUF_SECRET(8 << 20);
	int rc = config_check(config, session_api_url(s));

	if (!rc && (config->bodies || config->list.name) &&
	    buf_adds(&b, "fail-early\n"))
		rc = msg_no_memory();
	if (!rc && config->bodies)
		rc = config_print_each(config, s, write, &b);
	else if (!rc)
		rc = config_print_list(config, s, write, &b);
	if (!rc)
		rc = config_flush(&b, 1, write);
	buf_free(&b);
	return rc;
}
