#include "helper/cli/config.h"

#include <string.h>

#include "helper/base/msg.h"

enum {
	/* curl 7.73 to 8.1 read lines of up to 100 KiB. Quoted, a piece of a
	 * body is at most twice as long. */
	LONGEST_LINE = 100000,
	PIECE = 48 << 10,

	FLUSH = 64 << 10
};

/* Quote bytes so that curl reads the same bytes. */
static void
config_quoted(struct buf *ret, const char *bytes, size_t n)
{
	char *to = buf_room(ret, 2 * n), *start = to;

	if (!to)
		return;
	for (size_t i = 0; i < n; i++) {
		char c = bytes[i];

		if (c == '"' || c == '\\' || c == '\n' || c == '\r') {
			*to++ = '\\';
			c = c == '\n' ? 'n' : c == '\r' ? 'r' : c;
		}
		*to++ = c;
	}
	*to = '\0';
	ret->len += (size_t)(to - start);
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
static void
config_pieces(struct buf *ret, const char *p, size_t n, const char *method)
{
	if (!method)
		buf_adds(ret, "request = \"POST\"\n");
	while (n > 0) {
		size_t len = config_piece(p, n);
		bool at = *p == '@';

		buf_adds(ret, at ? "json = \"\\\\u0040" : "json = \"");
		config_quoted(ret, p + at, len - at);
		buf_adds(ret, "\"\n");
		p += len;
		n -= len;
	}
}

static void
config_body(struct buf *ret, const struct text *body, const char *method)
{
	size_t line;

	buf_adds(ret, "header = \"content-type: application/json\"\n");
	line = ret->len;
	buf_adds(ret, "data-raw = \"");
	config_quoted(ret, body->bytes, body->n);
	buf_adds(ret, "\"\n");
	if (ret->len - line < LONGEST_LINE)
		return;
	ret->len = line;
	config_pieces(ret, body->bytes, body->n, method);
}

/* The request for resource `i` of a list, or with body `i` of --each. */
static void
config_request(const struct config *config, const struct session *s, size_t i,
	       struct buf *ret)
{
	const char *method = config->command->method;
	const struct text *body = config->body ? &config->body[i] : NULL;
	struct buf url = BUF(CONFIG_URL_MAX);

	/* config_check has seen that this works. */
	resource_url(&config->resource[body ? 0 : i], session_api_url(s), &url);
	buf_addf(ret, "url = \"%s\"\n", buf_text(&url));
	/* curl would use a proxy even for localhost. */
	if (strncmp(buf_text(&url), "http:", 5) == 0)
		buf_adds(ret, "noproxy = \"*\"\n");
	buf_free(&url);
	buf_addf(ret,
		 "header = \"Authorization: Bearer %s\"\n"
		 "fail-with-body\nsilent\nshow-error\n",
		 buf_text(&session_token(s)->text));
	if (method)
		buf_addf(ret, "request = \"%s\"\n", method);
	if (body)
		config_body(ret, body, method);
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

int
config_print(const struct config *config, const struct session *s,
	     config_write *write)
{
	size_t n = config->body ? config->bodies : config->resources;
	struct buf b = BUF_SECRET(8 << 20);
	int rc = config_check(config, session_api_url(s));

	if (config->body || config->list.name)
		buf_adds(&b, "fail-early\n");
	for (size_t i = 0; !rc && i < n; i++) {
		buf_adds(&b, i > 0 ? "next\n" : "");
		rc = config_flush(&b, FLUSH, write);
		config_request(config, s, i, &b);
	}
	if (!rc)
		rc = config_flush(&b, 1, write);
	buf_free(&b);
	return rc;
}
